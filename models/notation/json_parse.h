// Strict reading of JSON text and files (RFC 8259 with limits; parsing by nlohmann_json's SAX).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/notation/diagnostic.h"
#include "models/notation/json_value.h"

namespace headroom {

/// Limits of an input document. Exceeding one is an error that names it.
inline constexpr std::size_t kMaxDocumentBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kMaxNestingDepth = 128;

/// Parses UTF-8 JSON text. `file` is used in locations only. One leading BOM is accepted; UTF-16/32
/// is recognised and refused as E_UTF8. Refused as well: duplicate keys (E_DUPLICATE_KEY, with both
/// places; all of them are reported), numbers that are not finite doubles (E_RANGE), lone
/// surrogates and malformed UTF-8 (E_UTF8), comments and trailing commas (E_JSON, with a word about
/// it), depth beyond kMaxNestingDepth (E_DEPTH), empty input (E_JSON "expected an object ..."). Any
/// JSON value is accepted at the top. Returns nothing when an error was reported.
std::optional<JsonValue> parseJson(std::string_view text, const std::string& file,
                                   Diagnostics& diagnostics);

/// Reads and parses a regular file. Directories, FIFOs, devices, unreadable files: E_IO with the
/// system's reason, without blocking; a file over kMaxDocumentBytes: E_TOO_LARGE before reading it.
std::optional<JsonValue> readJsonFile(const std::string& path, Diagnostics& diagnostics);

}  // namespace headroom
