// Whether a text is a SARIF log, by the schema of SARIF.
#pragma once

#include "folder.hpp"

#include <zodgate/zodgate.hpp>

#include <string>

namespace program {

/// What the schema says against it, or empty.
inline std::string faults_of_sarif(const std::string& text) {
    static const zodgate::Schema schema = [] {
        zodgate::Options options = zodgate::Options::json_schema();
        options.formats = zodgate::Formats::all;
        return zodgate::Schema::parse(read(ZODGATE_SARIF_SCHEMA), options);
    }();
    const zodgate::Result result = schema.validate(text);
    return result.valid() ? std::string() : zodgate::to_json(result.issues());
}

}  // namespace program
