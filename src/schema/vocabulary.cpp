#include "schema/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace zodgate::schema {
namespace {

struct Named {
    std::string_view uri;
    Vocabulary vocabulary;
};

constexpr std::array known{
    Named{"https://json-schema.org/draft/2019-09/vocab/core", Vocabulary::core},
    Named{"https://json-schema.org/draft/2019-09/vocab/applicator", Vocabulary::applicator},
    Named{"https://json-schema.org/draft/2019-09/vocab/validation", Vocabulary::validation},
    Named{"https://json-schema.org/draft/2019-09/vocab/format", Vocabulary::format},
    Named{"https://json-schema.org/draft/2019-09/vocab/content", Vocabulary::content},
    Named{"https://json-schema.org/draft/2019-09/vocab/meta-data", Vocabulary::meta_data},
    Named{"https://json-schema.org/draft/2020-12/vocab/core", Vocabulary::core},
    Named{"https://json-schema.org/draft/2020-12/vocab/applicator", Vocabulary::applicator},
    Named{"https://json-schema.org/draft/2020-12/vocab/unevaluated", Vocabulary::unevaluated},
    Named{"https://json-schema.org/draft/2020-12/vocab/validation", Vocabulary::validation},
    Named{"https://json-schema.org/draft/2020-12/vocab/format-annotation", Vocabulary::format},
    Named{"https://json-schema.org/draft/2020-12/vocab/format-assertion", Vocabulary::format_assertion},
    Named{"https://json-schema.org/draft/2020-12/vocab/content", Vocabulary::content},
    Named{"https://json-schema.org/draft/2020-12/vocab/meta-data", Vocabulary::meta_data},
    Named{"https://spec.openapis.org/oas/3.1/vocab/base", Vocabulary::open_api},
};

}  // namespace

std::optional<Vocabulary> vocabulary_named(std::string_view uri) noexcept {
    const auto* const found =
        std::find_if(known.begin(), known.end(), [uri](const Named& named) { return named.uri == uri; });
    return found == known.end() ? std::nullopt : std::optional<Vocabulary>(found->vocabulary);
}

}  // namespace zodgate::schema
