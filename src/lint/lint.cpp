#include "lint/lint.hpp"

#include "lint/open_api.hpp"
#include "lint/subject.hpp"
#include "plan/plan.hpp"

#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace zodgate::lint {
namespace {

using schema::Holds;

// Goes through the schemas of the document, also through those that nothing leads to. Recursive as deep as the
// document, which is bounded.
class Walk {
  public:
    Walk(const Context& context, Findings& findings) : context_(context), findings_(findings) {
        for (const schema::Schema& schema : context.model.schemas) {
            if (schema.document == 0) models_.emplace(schema.offset, &schema);
        }
    }

    void run() {
        visit(context_.model.root(), context_.model.root_resource, Membership::none);
        check_definitions(definitions_, context_, findings_);
    }

    /// The schema at a place of a document in which schemas are only parts.
    void run_at(const std::string& pointer) {
        pointer_ = pointer;
        visit(*schema::resolve_pointer(context_.model.root(), pointer), context_.model.root_resource, Membership::none);
    }

  private:
    void visit(const json::Value& schema, schema::ResourceId around, Membership membership) {
        if (schema.type != json::Type::object) return;
        const schema::ResourceId resource = context_.model.resources.resource_of(schema, around);
        const schema::Dialect dialect = context_.model.resources.at(resource).dialect;
        const auto model = models_.find(schema.offset);
        const Subject subject{schema,   pointer_,   dialect,
                              resource, membership, model == models_.end() ? nullptr : model->second};
        const json::Value* const reference = json::find(schema, "$ref");
        const bool is_lone =
            schema::has_lone_references(dialect) && reference != nullptr && reference->type == json::Type::string;
        if (is_lone) {
            check_beside_reference(subject, findings_);
        } else {
            check(subject);
        }
        for (const json::Member& member : json::members_of(schema)) {
            const Holds how = schema::holds(member.key, dialect);
            const bool counts = !is_lone || member.key == "definitions";
            if (how != Holds::nothing && counts) visit_held(subject, member, how);
        }
    }

    void check(const Subject& subject) {
        check_keywords(subject, findings_);
        check_types(subject, findings_);
        check_formats(subject, context_, findings_);
        check_patterns(subject, findings_);
        check_bounds(subject, findings_);
        check_contradictions(subject, context_, findings_);
        check_repetitions(subject, findings_);
        if (context_.is_zod()) check_shapes(subject, context_, findings_);
    }

    void visit_held(const Subject& subject, const json::Member& keyword, Holds how) {
        const std::size_t length = pointer_.size();
        pointer_ = schema::pointer_to(pointer_, keyword.key);
        const json::Value& value = keyword.value;
        const bool by_name = how == Holds::schemas_by_name || how == Holds::dependencies;
        if (by_name && value.type == json::Type::object) {
            visit_members(subject, keyword);
        } else if (value.type == json::Type::array && how != Holds::schema && !by_name) {
            for (std::uint32_t i = 0; i < value.size; ++i) {
                visit_below(std::to_string(i), value.items[i], subject.resource, Membership::none);
            }
        } else {
            visit(value, subject.resource, Membership::none);
        }
        pointer_.resize(length);
    }

    void visit_members(const Subject& subject, const json::Member& keyword) {
        std::unordered_set<std::string_view> required;
        const bool are_members = keyword.key == "properties";
        const json::Value* const names = are_members ? subject.find("required", json::Type::array) : nullptr;
        if (names != nullptr) {
            for (const json::Value& name : json::items_of(*names)) {
                if (name.type == json::Type::string) required.insert(name.string());
            }
        }
        const bool are_definitions = keyword.key == "$defs" || keyword.key == "definitions";
        for (const json::Member& member : json::members_of(keyword.value)) {
            if (are_definitions) definitions_.push_back({&member, schema::pointer_to(pointer_, member.key)});
            Membership membership = Membership::none;
            if (are_members) membership = required.count(member.key) != 0 ? Membership::required : Membership::optional;
            visit_below(member.key, member.value, subject.resource, membership);
        }
    }

    void visit_below(std::string_view token, const json::Value& schema, schema::ResourceId resource,
                     Membership membership) {
        const std::size_t length = pointer_.size();
        pointer_ += schema::pointer_to("", token);
        visit(schema, resource, membership);
        pointer_.resize(length);
    }

    const Context& context_;
    Findings& findings_;
    std::unordered_map<std::size_t, const schema::Schema*> models_;  // by the offset of the schema
    std::vector<Definition> definitions_;
    std::string pointer_;
};

// All the schemas of the document in one model.
schema::Model load(const std::shared_ptr<const json::Document>& document, const OpenApi& open_api,
                   const Options& options) {
    schema::Source source;
    source.document = document;
    source.document_name = options.document_name;
    source.dialect = open_api.dialect;
    source.formats = options.formats;
    source.semantics = options.semantics;
    source.max_references = options.max_references;
    source.checked = std::make_shared<std::unordered_set<const json::Value*>>();
    std::vector<schema::Member> members;
    for (const std::string& pointer : open_api.schemas) members.push_back({pointer, pointer, false});
    return schema::load_object(source, members, "");
}

}  // namespace

std::vector<Finding> lint(std::string_view text, const Options& options) {
    const auto document = schema::read_document(text, options);
    const std::optional<OpenApi> open_api = read_open_api(document->root());
    const schema::Model model = open_api ? load(document, *open_api, options) : schema::load(text, options);
    const Context context{model, options};
    Findings findings;
    Walk walk(context, findings);
    if (open_api) {
        for (const std::string& pointer : open_api->schemas) walk.run_at(pointer);
    } else {
        walk.run();
    }
    try {
        plan::compile(model, options);
    } catch (const SchemaError& error) {
        // What was found at a pattern says better than this why it is refused.
        if (error.document() != options.document_name || !findings.has(error.pointer())) throw;
    }
    return findings.take(text);
}

}  // namespace zodgate::lint
