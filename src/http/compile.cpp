// An OpenAPI document compiled into a gate.
#include "http/gate.hpp"

#include "http/fields.hpp"
#include "http/media_type.hpp"
#include "http/rejection.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace zodgate::http {
namespace {

using detail::Gate;
using schema::Direction;
using schema::Source;

bool is_only_object(const Shape& shape) {
    return shape.may_be(Shape::object) && !shape.may_be(Shape::array | Shape::boolean | Shape::number | Shape::string);
}

bool is_spread(const Field& field) {
    const bool has_fields = field.part == Part::query || field.part == Part::body;
    return has_fields && field.style == Style::form && field.explode && !field.is_json && is_only_object(field.shape);
}

class GateCompiler {
  public:
    GateCompiler(Description& description, Gate& gate) : description_(description), gate_(gate) {
        gate_.document = description.source.document;
        gate_.schemes = std::move(description.schemes);
    }

    void run() {
        for (OperationDescription& described : description_.operations) add(described);
    }

  private:
    [[noreturn]] void fail(const std::string& pointer, const std::string& reason) const {
        const json::Value* const value = schema::resolve_pointer(gate_.document->root(), pointer);
        throw SchemaError(description_.source.document_name, pointer, reason, value == nullptr ? 0 : value->offset);
    }

    Source source(Direction direction) const {
        Source source = description_.source;
        source.direction = direction;
        return source;
    }

    void add(OperationDescription& described) {
        CompiledOperation compiled;
        for (const Part part : {Part::query, Part::path, Part::header, Part::cookie}) {
            compiled.parts[static_cast<std::size_t>(part)] = compile_part(described, part);
        }
        const std::size_t route = gate_.operations.size();
        add_routes(described, route);
        compiled.captures = captures_of(described, compiled, route);
        if (described.body) {
            compiled.body_required = described.body->required;
            compiled.content = compile_content(described.body->content, Direction::request);
        }
        for (const Response& response : described.responses) {
            compiled.responses.push_back({std::string(response.status), std::string(response.description),
                                          compile_content(response.content, Direction::response)});
        }
        compiled.security = std::move(described.security);
        compiled.challenges = challenges_of(compiled.security);
        compiled.invalid = error_text(gate_.options, &compiled, 400);
        add_name(described.operation.method + " " + described.operation.path, route);
        if (!described.operation.id.empty()) add_name(described.operation.id, route);
        gate_.operations.push_back(std::move(described.operation));
        gate_.compiled.push_back(std::move(compiled));
    }

    void add_name(const std::string& name, std::size_t route) { gate_.by_name.try_emplace(name, route); }

    std::optional<CompiledPart> compile_part(const OperationDescription& described, Part part) const {
        std::vector<const Parameter*> own;
        for (const Parameter& parameter : described.parameters) {
            if (parameter.part == part) own.push_back(&parameter);
        }
        if (own.empty()) return std::nullopt;
        order(own);
        std::vector<schema::Member> members;
        members.reserve(own.size());
        for (const Parameter* const parameter : own) {
            members.push_back({parameter->name, parameter->schema_pointer, parameter->required});
        }
        CompiledPart compiled;
        compiled.part = part;
        compiled.plan =
            plan::compile(schema::load_object(source(Direction::request), members, described.operation.pointer),
                          gate_.options.schema);
        const Shape all = shape_of(*compiled.plan, compiled.plan->root, 3);
        std::vector<Field> fields;
        for (const Parameter* const parameter : own) {
            const Shape::Property* const known = all.find(parameter->name);
            Field field{parameter->name,
                        part,
                        parameter->style,
                        parameter->explode,
                        parameter->is_json,
                        false,
                        known == nullptr ? Shape() : known->shape};
            field.is_spread = is_spread(field);
            if (const std::optional<std::string> reason = unreadable(field)) fail(parameter->pointer, *reason);
            fields.push_back(std::move(field));
        }
        refuse_clashes(own, fields);
        compiled.fields = Fields(std::move(fields), false);
        compiled.takes_all_texts = takes_all_texts(*compiled.plan);
        return compiled;
    }

    // Whether the object has strings for members and nothing else is asked of them: most often so in paths.
    static bool takes_all_texts(const plan::Plan& plan) {
        if (plan.nodes[plan.root].kind != plan::Kind::object) return false;
        const plan::ObjectNode& object = plan.objects[plan.nodes[plan.root].index];
        return std::all_of(object.properties.begin(), object.properties.end(), [&](const plan::Property& property) {
            const plan::Node& node = plan.nodes[property.node];
            if (node.kind != plan::Kind::string || property.is_ignored || property.inherited) return false;
            const plan::StringNode& string = plan.strings[node.index];
            return string.formats.empty() && string.patterns.empty() && !string.length.minimum &&
                   !string.length.maximum;
        });
    }

    // Members of an exploded object are parameters of their own, and of one name there is one.
    void refuse_clashes(const std::vector<const Parameter*>& own, const std::vector<Field>& fields) const {
        std::set<std::string_view> names;
        for (const Field& field : fields) {
            if (!field.is_spread) names.insert(field.name);
        }
        bool has_rest = false;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!fields[i].is_spread) continue;
            for (const Shape::Property& property : fields[i].shape.properties) {
                if (names.insert(property.name).second) continue;
                fail(own[i]->pointer, "its member \"" + std::string(property.name) + "\" is another parameter, too");
            }
            if (fields[i].shape.takes_others && std::exchange(has_rest, true)) {
                fail(own[i]->pointer, "there are two objects that take all other parameters");
            }
        }
    }

    // JavaScript's order of members, by their names.
    static void order(std::vector<const Parameter*>& parameters) {
        std::vector<json::Member> members;
        members.reserve(parameters.size());
        for (const Parameter* const parameter : parameters) {
            members.push_back({parameter->name, static_cast<std::uint32_t>(members.size()), {}});
        }
        json::order_members(members.data(), members.data() + members.size());
        std::vector<const Parameter*> ordered;
        ordered.reserve(members.size());
        for (const json::Member& member : members) ordered.push_back(parameters[member.key_offset]);
        parameters = std::move(ordered);
    }

    void add_routes(const OperationDescription& described, std::size_t route) {
        for (const std::string& base : described.base_paths) {
            const std::optional<TemplateError> error = gate_.router.add(base + described.operation.path, route);
            if (error) fail(schema::pointer_to("/paths", described.operation.path), error->reason);
        }
    }

    std::vector<std::size_t> captures_of(const OperationDescription& described, const CompiledOperation& compiled,
                                         std::size_t route) const {
        const auto& part = compiled.parts[static_cast<std::size_t>(Part::path)];
        std::vector<std::size_t> captures;
        const std::vector<std::string>& names = gate_.router.names_of(route);
        for (const std::string& name : names) {
            const std::optional<Fields::Place> place = part ? part->fields.find(name) : std::nullopt;
            if (!place) {
                std::string reason = "the path has {";
                reason.append(name).append("}, and there is no parameter \"").append(name).append("\" in \"path\"");
                fail(described.operation.pointer, reason);
            }
            captures.push_back(place->field);
        }
        for (const Parameter& parameter : described.parameters) {
            if (parameter.part == Part::path && std::find(names.begin(), names.end(), parameter.name) == names.end()) {
                fail(parameter.pointer, "the path has no {" + std::string(parameter.name) + "}");
            }
        }
        return captures;
    }

    // Operations share responses and bodies, and these schemas.
    std::shared_ptr<const plan::Plan> plan_at(const std::string& pointer, Direction direction) {
        std::shared_ptr<const plan::Plan>& plan = plans_[{pointer, direction}];
        if (plan == nullptr) plan = plan::compile(schema::load_at(source(direction), pointer), gate_.options.schema);
        return plan;
    }

    // Forms are in a range as all else is, if the schema can be read of one.
    static void read_forms_of_range(CompiledContent& one, const Content& content) {
        std::vector<Field> fields = fields_of(content, one.shape);
        one.reads_forms =
            one.shape.may_be(Shape::object) && std::none_of(fields.begin(), fields.end(), [](const Field& field) {
                return is_spread(field) || unreadable(field).has_value();
            });
        one.fields = Fields(std::move(fields), true, one.shape.item == nullptr ? Shape() : *one.shape.item);
    }

    std::vector<CompiledContent> compile_content(const std::vector<Content>& all, Direction direction) {
        std::vector<CompiledContent> compiled;
        for (const Content& content : all) {
            CompiledContent one;
            one.media_type = content.media_type;
            one.precedence = precedence(content.media_type);
            one.kind = content.kind;
            one.reads_forms = content.kind == MediaKind::form || content.kind == MediaKind::range;
            if (one.reads_forms) one.fields = Fields({}, true);
            if (!content.schema_pointer.empty() && content.kind != MediaKind::other) {
                one.plan = plan_at(content.schema_pointer, direction);
                one.shape = shape_of(*one.plan, one.plan->root, 3);
                if (content.kind == MediaKind::form) one.fields = form_fields(content, one.shape);
                if (content.kind == MediaKind::range) read_forms_of_range(one, content);
            }
            compiled.push_back(std::move(one));
        }
        return compiled;
    }

    static std::vector<Field> fields_of(const Content& content, const Shape& shape) {
        std::vector<Field> fields;
        for (const Shape::Property& property : shape.properties) {
            Field field{property.name, Part::body, Style::form, true, false, false, property.shape};
            const auto encoding = std::find_if(content.encodings.begin(), content.encodings.end(),
                                               [&](const Encoding& known) { return known.field == property.name; });
            if (encoding != content.encodings.end()) {
                field.style = encoding->style;
                field.explode = encoding->explode;
                field.is_json = encoding->is_json;
            }
            fields.push_back(std::move(field));
        }
        return fields;
    }

    Fields form_fields(const Content& content, const Shape& shape) const {
        if (!shape.may_be(Shape::object))
            fail(content.schema_pointer, "the schema of a form must be that of an object");
        std::vector<Field> fields = fields_of(content, shape);
        for (const Encoding& encoding : content.encodings) {
            if (shape.find(encoding.field) == nullptr) {
                fail(encoding.pointer, "the schema has no member \"" + std::string(encoding.field) + "\"");
            }
        }
        for (const Field& field : fields) {
            // Its members would be fields of the form itself.
            if (is_spread(field)) {
                fail(content.schema_pointer,
                     "the member \"" + std::string(field.name) +
                         "\" of a form is an object, of which \"encoding\" must say how it is written");
            }
            if (const std::optional<std::string> reason = unreadable(field)) {
                fail(content.schema_pointer, "the member \"" + std::string(field.name) + "\": " + *reason);
            }
        }
        return Fields(std::move(fields), true, shape.item == nullptr ? Shape() : *shape.item);
    }

    // RFC 9110, 11.6.1: an answer of 401 must say how to authenticate.
    std::vector<Header> challenges_of(const std::vector<std::vector<SecurityUse>>& alternatives) const {
        std::vector<Header> challenges;
        std::set<std::string> known;
        for (const std::vector<SecurityUse>& uses : alternatives) {
            for (const SecurityUse& use : uses) {
                const std::string challenge = challenge_of(gate_.schemes[use.scheme]);
                if (known.insert(challenge).second) challenges.push_back({"WWW-Authenticate", challenge});
            }
        }
        return challenges;
    }

    static std::string challenge_of(const SecurityScheme& scheme) {
        switch (scheme.kind) {
            case Credential::Kind::bearer: return "Bearer";
            case Credential::Kind::basic: return R"(Basic realm="api", charset="UTF-8")";
            case Credential::Kind::api_key: return "ApiKey";
            case Credential::Kind::other: break;
        }
        return std::string(scheme.http_scheme);
    }

    Description& description_;
    Gate& gate_;
    std::map<std::pair<std::string, Direction>, std::shared_ptr<const plan::Plan>> plans_;
};

}  // namespace

const CompiledContent* find_content(const std::vector<CompiledContent>& all, std::string_view type,
                                    std::string_view subtype) {
    const CompiledContent* best = nullptr;
    int most = -2;
    const MediaType media_type{type, subtype, std::nullopt, false};
    const bool is_any_json = is_json(type, subtype);
    for (const CompiledContent& content : all) {
        int says = content.precedence;
        // What is JSON by its suffix is taken for JSON, too, as @hono/zod-openapi does.
        const bool is_alike = content.kind == MediaKind::json && is_any_json;
        if (!matches(media_type, content.media_type)) {
            if (!is_alike) continue;
            says = -1;
        }
        if (says <= most) continue;
        most = says;
        best = &content;
    }
    return best;
}

const CompiledResponse* find_response(const CompiledOperation& operation, int status) {
    const std::string exact = std::to_string(status);
    const std::string in_class = exact.substr(0, 1) + "XX";
    for (const std::string_view wanted :
         {std::string_view(exact), std::string_view(in_class), std::string_view("default")}) {
        for (const CompiledResponse& response : operation.responses) {
            if (response.status == wanted) return &response;
        }
    }
    return nullptr;
}

std::string_view error_text(const ApiOptions& options, const CompiledOperation* operation, int status) {
    const auto own = options.errors.find(status);
    if (own != options.errors.end()) return own->second;
    const CompiledResponse* const response = operation == nullptr ? nullptr : find_response(*operation, status);
    return response == nullptr || response->description.empty() ? reason_phrase(status) : response->description;
}

namespace detail {

std::shared_ptr<const Gate> compile_gate(Description description, ApiOptions options) {
    auto gate = std::make_shared<Gate>();
    gate->options = std::move(options);
    GateCompiler(description, *gate).run();
    return gate;
}

}  // namespace detail
}  // namespace zodgate::http
