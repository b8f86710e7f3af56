// Logarithm, exponential and normal quantile with one result everywhere. libm's differ in the last
// bit between versions and between machines with and without FMA; a simulator that promises the
// same bytes needs its own. Built with -ffp-contract=off; only + - * / and sqrt, which IEEE 754
// fixes.
#pragma once

namespace headroom::sim {

/// Natural logarithm for finite x > 0; error below 1 ulp or so (tested against libm).
double log(double x);
/// e^x; 0 below about -745, infinity above about 709.78.
double exp(double x);
/// x^y for x > 0, as exp(y log x): relative error grows with |y log x|, fine for |y log x| < 100.
double pow(double x, double y);
/// Inverse of the standard normal distribution function for p in (0, 1).
/// Source: Wichura 1988, algorithm AS 241 (PPND16), about 1e-16 relative.
double normalQuantile(double p);

}  // namespace headroom::sim
