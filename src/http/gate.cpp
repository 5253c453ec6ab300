// A request held against the document: the way through the gate.
#include "http/gate.hpp"

#include "check/check.hpp"
#include "http/credentials.hpp"
#include "http/fields.hpp"
#include "http/media_type.hpp"
#include "http/rejection.hpp"
#include "http/target.hpp"
#include "http/yaml.hpp"
#include "issue/issue.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace zodgate::http {
namespace {

using detail::Gate;

// Why a request is refused, and with what.
struct Failure {
    Fault::Kind kind = Fault::Kind::invalid;
    int status = 400;
    std::optional<std::vector<Issue>> issues{};
    std::optional<Part> part{};
    std::vector<Header> headers{};
    std::string error{};                   // instead of the document's words
    std::optional<std::string> written{};  // the body, if it was written on the way
};

/// None: null. Most requests have none, so that a place for one need not be moved along.
using Failed = std::unique_ptr<Failure>;

Failed failure(Fault::Kind kind, int status) {
    Failed failed = std::make_unique<Failure>();
    failed->kind = kind;
    failed->status = status;
    return failed;
}

class RequestChecker {
  public:
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): captures are written before they are read
    RequestChecker(const Gate& gate, const Request& request) : gate_(gate), request_(request) {}

    Verdict run() {
        Verdict verdict = judge();
        if (gate_.options.observer) gate_.options.observer(request_, operation_, verdict);
        if (!gate_.options.report_only || verdict.rejected() == nullptr) return verdict;
        if (operation_ == nullptr) return NotMine();
        auto state = std::make_unique<Accepted::State>();
        state->operation = operation_;
        state->is_checked = false;
        return Accepted(std::move(state));
    }

  private:
    Verdict judge() {
        Failed failed = find_operation();
        if (!failed && operation_ == nullptr) return NotMine();
        if (!failed) failed = judge_operation();
        if (failed) return rejected(*failed);
        return Accepted(std::move(state_));
    }

    // --- the route ---------------------------------------------------------------------------------------------------

    Failed find_operation() {
        if (request_.target.size() > gate_.options.max_target_bytes) return failure(Fault::Kind::target_too_long, 414);
        const std::optional<Target> target = split_target(request_.target);
        if (target) {
            query_ = target->query;
            const std::string_view wanted = request_.method;
            gate_.router.match(target->path, [&](std::size_t route, std::span<const PathValue> values) {
                const std::string& method = gate_.operations[route].method;
                // RFC 9110, 9.3.2: HEAD is GET without the content of the answer. Of one path, its own HEAD counts.
                const bool is_head_of = wanted == "HEAD" && method == "GET";
                if (method != wanted && !is_head_of) return false;
                if (operation_ == nullptr || (!is_head_of && operation_->path == gate_.operations[route].path)) {
                    take(route, values);
                }
                return !is_head_of;
            });
        }
        if (operation_ != nullptr) return nullptr;
        std::vector<std::string_view> allowed = target ? methods_of(target->path) : std::vector<std::string_view>();
        if (allowed.empty()) {
            if (gate_.options.unknown_path == ApiOptions::Unmatched::pass) return nullptr;
            return failure(Fault::Kind::not_found, 404);
        }
        if (gate_.options.unknown_method == ApiOptions::Unmatched::pass) return nullptr;
        Failed failed = failure(Fault::Kind::method_not_allowed, 405);
        failed->headers.push_back({"Allow", allow(std::move(allowed))});
        return failed;
    }

    void take(std::size_t route, std::span<const PathValue> values) {
        operation_ = &gate_.operations[route];
        compiled_ = &gate_.compiled[route];
        captured_count_ = values.size();
        std::copy(values.begin(), values.end(), captured_.begin());
    }

    std::vector<std::string_view> methods_of(std::string_view path) const {
        std::vector<std::string_view> methods;
        gate_.router.match(path, [&](std::size_t route, std::span<const PathValue>) {
            methods.push_back(gate_.operations[route].method);
            return false;
        });
        return methods;
    }

    static std::string allow(std::vector<std::string_view> methods) {
        if (std::find(methods.begin(), methods.end(), "GET") != methods.end()) methods.emplace_back("HEAD");
        std::sort(methods.begin(), methods.end());
        methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
        std::string text;
        for (const std::string_view method : methods) {
            if (!text.empty()) text += ", ";
            text += method;
        }
        return text;
    }

    Failed judge_operation() {
        state_ = std::make_unique<Accepted::State>();
        state_->operation = operation_;
        if (Failed failed = judge_security()) return failed;
        for (const Part part : {Part::query, Part::path, Part::header, Part::cookie}) {
            const std::optional<CompiledPart>& compiled = compiled_->parts[static_cast<std::size_t>(part)];
            if (!compiled) continue;
            if (Failed failed = judge_part(*compiled, part)) return failed;
        }
        Failed failed = judge_body();
        // Where the body cannot be looked at, what is wrong with the rest says more.
        if (!all_issues_.empty()) {
            failed = std::make_unique<Failure>();
            failed->issues = std::move(all_issues_);
        }
        return failed;
    }

    // --- security ----------------------------------------------------------------------------------------------------

    Failed judge_security() {
        if (compiled_->security.empty()) return nullptr;
        CredentialReader reader(gate_, request_, query_, state_->memory);
        Failed worst;
        bool is_open = false;
        for (const std::vector<SecurityUse>& alternative : compiled_->security) {
            // Who brings credentials is not taken for nobody.
            is_open = is_open || alternative.empty();
            if (alternative.empty()) continue;
            std::vector<Credential> credentials;
            if (!reader.read(alternative, gate_.options.authenticator ? &credentials : nullptr)) continue;
            Failed failed = authenticate(std::move(credentials));
            if (!failed) return nullptr;
            if (!worst || (failed->status == 403 && worst->status != 403)) worst = std::move(failed);
        }
        if (worst) return worst;
        return is_open ? authenticate({}) : unauthorized();
    }

    Failed authenticate(std::vector<Credential> credentials) {
        if (!gate_.options.authenticator) return nullptr;
        Authentication answer = gate_.options.authenticator({request_, *operation_, std::move(credentials)});
        if (answer.outcome == Authentication::Outcome::accepted) {
            state_->identity = std::move(answer.identity);
            return nullptr;
        }
        Failed failed = answer.outcome == Authentication::Outcome::forbidden ? failure(Fault::Kind::forbidden, 403)
                                                                             : unauthorized();
        failed->error = std::move(answer.error);
        return failed;
    }

    Failed unauthorized() const {
        Failed failed = failure(Fault::Kind::unauthorized, 401);
        failed->headers = compiled_->challenges;
        return failed;
    }

    // --- parameters --------------------------------------------------------------------------------------------------

    Failed judge_part(const CompiledPart& compiled, Part part) {
        json::Value& parsed = state_->parts[static_cast<std::size_t>(part)];
        std::vector<Issue> faults;
        std::size_t bytes = 0;
        FieldReader reader(compiled.fields, reading(), state_->memory, faults);
        // Texts of header fields are good only while they are told.
        switch (part) {
            case Part::query:
                reader.add_all(query_);
                bytes = query_.size();
                break;
            case Part::path:
                for (std::size_t i = 0; i < captured_count_; ++i) {
                    reader.add(compiled_->captures[i], captured_[i].text());
                }
                bytes = request_.target.size();
                break;
            case Part::header: bytes = add_headers(compiled.fields, reader); break;
            case Part::cookie: bytes = add_cookies(compiled.fields, reader); break;
            case Part::body: break;
        }
        const json::Value value = reader.read();
        if (!faults.empty()) return report(std::move(faults), part);
        if (compiled.takes_all_texts && are_all_texts(value, compiled.fields.all().size())) {
            parsed = value;
            return nullptr;
        }
        return judge_value(*compiled.plan, &value, bytes, parsed, part);
    }

    // One given several times is a list.
    static bool are_all_texts(const json::Value& object, std::size_t count) {
        const json::Members members = json::members_of(object);
        return object.size == count && std::all_of(members.begin(), members.end(), [](const json::Member& member) {
                   return member.value.type == json::Type::string;
               });
    }

    const ReadingOptions& reading() {
        reading_ = {gate_.options.numbers, gate_.options.schema.refuse_repeated_keys, gate_.options.schema.limits};
        return reading_;
    }

    std::string_view kept(std::string_view text) { return json::copy_text(text, state_->memory); }

    // Fields of one name are one list (RFC 9110, 5.3).
    std::size_t add_headers(const Fields& fields, FieldReader& reader) {
        std::size_t bytes = 0;
        std::string combined;
        for (std::size_t i = 0; i < fields.all().size(); ++i) {
            const Field& field = fields.all()[i];
            const bool is_list = field.shape.may_be(Shape::array | Shape::object) && !field.is_json;
            combined.clear();
            std::size_t count = 0;
            request_.headers.for_each(field.header_name, [&](std::string_view value) {
                value = trim_optional_whitespace(value);
                bytes += value.size();
                if (!is_list) return reader.add(i, kept(value));
                if (count++ > 0) combined += ',';
                combined += value;
            });
            if (count > 0) reader.add(i, kept(combined));
        }
        return bytes;
    }

    std::size_t add_cookies(const Fields& fields, FieldReader& reader) {
        std::size_t bytes = 0;
        request_.headers.for_each("cookie", [&](std::string_view field) {
            bytes += field.size();
            const std::string_view text = kept(field);
            for_each_cookie(text, [&](std::string_view name, std::string_view value) {
                const std::optional<Fields::Place> place = fields.find(name);
                if (place && place->member.data() == nullptr) reader.add(place->field, value);
            });
        });
        return bytes;
    }

    // --- the body ----------------------------------------------------------------------------------------------------

    Failed judge_body() {
        const std::string_view body = request_.body;
        const bool is_too_long = request_.is_too_long || body.size() > gate_.options.schema.limits.max_bytes;
        if (is_too_long) return failure(Fault::Kind::too_large, 413);
        if (compiled_->content.empty()) return nullptr;
        BodyType type;
        std::size_t count = 0;
        request_.headers.for_each("content-type", [&](std::string_view value) {
            if (++count == 1) type = body_type(trim_optional_whitespace(value));
        });
        if (count == 0 && body.empty()) {
            if (!compiled_->body_required) return nullptr;
            return judge_missing_body();
        }
        if (count != 1 || type.content == nullptr) return failure(Fault::Kind::unsupported_media_type, 415);
        const CompiledContent* const content = type.content;
        const MediaKind kind = type.kind;
        if (kind == MediaKind::other && gate_.options.other_media == ApiOptions::OtherMedia::pass) {
            if (body.empty() && compiled_->body_required) return failure(Fault::Kind::missing_body, 400);
            return nullptr;
        }
        if (kind == MediaKind::form && !content->reads_forms) return failure(Fault::Kind::unsupported_media_type, 415);
        if (kind == MediaKind::other || !type.is_utf8 || (!body.empty() && is_encoded())) {
            return failure(Fault::Kind::unsupported_media_type, 415);
        }
        return judge_content(*content, kind);
    }

    // What the document says of a media type.
    struct BodyType {
        const CompiledContent* content = nullptr;  // none: nothing
        MediaKind kind = MediaKind::other;
        bool is_utf8 = true;
    };

    BodyType body_type(std::string_view field) const {
        // The most common field is the name of the media type, as the document writes it, and no more.
        for (const CompiledContent& content : compiled_->content) {
            if (content.media_type == field && content.kind != MediaKind::range) return {&content, content.kind};
        }
        const std::optional<MediaType> type = parse_media_type(field);
        if (!type) return {};
        const CompiledContent* const content = find_content(compiled_->content, type->type, type->subtype);
        if (content == nullptr) return {};
        MediaKind kind = content->kind == MediaKind::range ? kind_of(*type) : content->kind;
        // A range is no type that a body could have.
        if (kind == MediaKind::range) kind = MediaKind::other;
        return {content, kind, is_utf8(type->charset)};
    }

    bool is_encoded() const {
        bool encoded = false;
        request_.headers.for_each("content-encoding", [&](std::string_view value) {
            const std::string_view coding = trim_optional_whitespace(value);
            encoded = encoded || (!coding.empty() && !equals_ignoring_case(coding, "identity"));
        });
        encoded = encoded && !request_.is_decoded;
        // A server undoes "chunked" alone (RFC 9112, 6.1). What it has left of other codings is no text.
        request_.headers.for_each("transfer-encoding", [&](std::string_view value) {
            encoded = encoded || !equals_ignoring_case(trim_optional_whitespace(value), "chunked");
        });
        return encoded;
    }

    Failed judge_missing_body() {
        const CompiledContent& content = compiled_->content.front();
        if (content.plan == nullptr) return failure(Fault::Kind::missing_body, 400);
        json::Value parsed;
        Failed judged = judge_value(*content.plan, nullptr, 0, parsed, Part::body, Fault::Kind::missing_body);
        if (judged || !all_issues_.empty()) return judged;
        // Its schema lets a missing value pass, which the document does not.
        return report({Issue{InvalidType{Expected::nonoptional, Received::undefined}, {}}}, Part::body,
                      Fault::Kind::missing_body);
    }

    Failed judge_content(const CompiledContent& content, MediaKind kind) {
        const plan::Plan* const plan = content.plan.get();
        if (kind == MediaKind::json) return judge_json(plan == nullptr ? anything() : *plan);
        std::vector<Issue> faults;
        json::Value value;
        if (kind == MediaKind::form) {
            FieldReader reader(content.fields, reading(), state_->memory, faults);
            reader.add_all(request_.body);
            value = reader.read();
        } else {
            value = text_of_body(content.shape, faults);
        }
        if (!faults.empty()) return report(std::move(faults), Part::body, Fault::Kind::bad_form);
        state_->body = value;
        if (plan == nullptr) return nullptr;
        return judge_value(*plan, &value, request_.body.size(), *state_->body, Part::body);
    }

    json::Value text_of_body(const Shape& shape, std::vector<Issue>& faults) {
        if (text::find_invalid_utf8(request_.body) != text::npos) {
            faults.push_back({InvalidFormat{"utf8", ""}, {}});
            return {};
        }
        const std::size_t longest = gate_.options.schema.limits.max_string_bytes;
        if (request_.body.size() > longest) {
            faults.push_back({LimitExceeded{"max_string_bytes", longest}, {}});
            return {};
        }
        return value_of_text(shape, request_.body, gate_.options.numbers, state_->memory);
    }

    // JSON of which no schema speaks: any will do.
    static const plan::Plan& anything() {
        static const std::shared_ptr<const plan::Plan> plan =
            plan::compile(schema::load("{}", zodgate::Options()), zodgate::Options());
        return *plan;
    }

    // --- issues ------------------------------------------------------------------------------------------------------

    Failed judge_value(const plan::Plan& plan, const json::Value* value, std::size_t bytes, json::Value& parsed,
                       Part part, Fault::Kind kind = Fault::Kind::invalid) {
        return judged(part, kind, [&](const check::UseFindings& refused) {
            return check::judge(plan, value, bytes, gate_.options.schema.limits, state_->memory, parsed, refused);
        });
    }

    Failed judge_json(const plan::Plan& plan) {
        return judged(Part::body, Fault::Kind::invalid, [&](const check::UseFindings& refused) {
            return check::judge(plan, request_.body, gate_.options.schema.limits, state_->memory,
                                state_->body.emplace(), refused);
        });
    }

    template <class Judge>
    Failed judged(Part part, Fault::Kind kind, const Judge& judge) {
        // One reference is all that the function holds, so that it needs no memory of its own.
        struct {
            RequestChecker& checker;
            Part part;
            Fault::Kind kind;
            Failed failed;
        } judged{*this, part, kind, nullptr};
        const Status status = judge([&judged](issue::Findings findings) {
            judged.failed = judged.checker.written(findings, judged.part, judged.kind);
        });
        if (judged.failed && status == Status::malformed) judged.failed->kind = Fault::Kind::malformed_json;
        return std::move(judged.failed);
    }

    // The answer in the default shape is written of what the walk has found; for all else issues are made.
    Failed written(issue::Findings findings, Part part, Fault::Kind kind) {
        const bool plain =
            gate_.options.error_shape == ErrorShape::issues && !gate_.options.error_mapper && !gate_.options.all_parts;
        if (!plain) return report(issue::to_issues(findings), part, kind);
        Failed failed = failure(kind, 400);
        failed->part = part;
        failed->written.emplace();
        zod4::append_error_body(*failed->written, compiled_->invalid, findings, messages());
        return failed;
    }

    Failed report(std::vector<Issue> issues, Part part, Fault::Kind kind = Fault::Kind::invalid) {
        if (gate_.options.all_parts) {
            for (Issue& issue : issues) {
                issue.path.insert(issue.path.begin(), std::string(to_string(part)));
                if (all_issues_.size() < std::max<std::size_t>(gate_.options.schema.limits.max_issues, 1)) {
                    all_issues_.push_back(std::move(issue));
                }
            }
            return nullptr;
        }
        Failed failed = failure(kind, 400);
        failed->part = part;
        failed->issues = std::move(issues);
        return failed;
    }

    // --- the answer --------------------------------------------------------------------------------------------------

    const Messages& messages() const {
        if (!gate_.options.locales) return gate_.options.messages;
        const Messages* found = nullptr;
        request_.headers.for_each("accept-language", [&](std::string_view value) {
            if (found == nullptr) found = &gate_.options.locales->find(value);
        });
        return found == nullptr ? gate_.options.messages : *found;
    }

    Rejected rejected(Failure& failed) {
        Rejected answer;
        if (failed.written) {
            answer.status = failed.status;
            answer.headers.push_back({"Content-Type", "application/json"});
            answer.body = std::move(*failed.written);
            return answer;
        }
        if (failed.error.empty()) failed.error = error_text(gate_.options, compiled_, failed.status);
        if (gate_.options.error_mapper) return mapped(failed);
        answer.headers = std::move(failed.headers);
        const Fault fault{failed.status, failed.error, failed.issues ? &*failed.issues : nullptr,
                          failed.part,   failed.kind,  gate_.options.all_parts};
        write_rejection(fault, gate_.options.error_shape, messages(), answer);
        return answer;
    }

    // What a mapper takes from a request must not become header fields of its own.
    static std::vector<Header> sendable(std::vector<Header> headers) {
        const auto is_not = [](const Header& header) {
            return !is_token(header.name) || !is_field_value(header.value);
        };
        headers.erase(std::remove_if(headers.begin(), headers.end(), is_not), headers.end());
        return headers;
    }

    Rejected mapped(Failure& failed) {
        const bool had_issues = failed.issues.has_value();
        Refusal refusal{failed.status,
                        std::move(failed.error),
                        {},
                        failed.part,
                        std::move(failed.headers),
                        operation_,
                        request_,
                        std::nullopt,
                        {}};
        if (had_issues) refusal.issues = std::move(*failed.issues);
        gate_.options.error_mapper(refusal);
        Rejected answer;
        answer.headers = sendable(std::move(refusal.headers));
        if (refusal.body) {
            answer.status = refusal.status;
            const bool has_type = !refusal.content_type.empty() && is_field_value(refusal.content_type);
            const std::string type = has_type ? refusal.content_type : "application/json";
            answer.headers.insert(answer.headers.begin(), {"Content-Type", type});
            answer.body = std::move(*refusal.body);
            return answer;
        }
        const bool has_issues = had_issues || !refusal.issues.empty();
        const Fault fault{refusal.status, refusal.error, has_issues ? &refusal.issues : nullptr,
                          refusal.part,   failed.kind,   gate_.options.all_parts};
        write_rejection(fault, gate_.options.error_shape, messages(), answer);
        return answer;
    }

    const Gate& gate_;
    const Request& request_;
    std::string_view query_;
    const Operation* operation_ = nullptr;
    const CompiledOperation* compiled_ = nullptr;
    std::array<PathValue, most_expressions> captured_;  // as many as are counted
    std::size_t captured_count_ = 0;
    std::unique_ptr<Accepted::State> state_;
    std::vector<Issue> all_issues_;  // with ApiOptions::all_parts
    ReadingOptions reading_;
};

}  // namespace

std::string_view to_string(Part part) noexcept {
    switch (part) {
        case Part::query: return "query";
        case Part::path: return "path";
        case Part::header: return "header";
        case Part::cookie: return "cookie";
        case Part::body: break;
    }
    return "body";
}

Accepted::Accepted(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Accepted::Accepted(Accepted&&) noexcept = default;
Accepted& Accepted::operator=(Accepted&&) noexcept = default;
Accepted::~Accepted() = default;

const Operation& Accepted::operation() const noexcept { return *state_->operation; }
bool Accepted::is_checked() const noexcept { return state_->is_checked; }

namespace {

ValueView part_of(const Accepted::State& state, Part part) {
    return state.is_checked ? ValueView(&state.parts[static_cast<std::size_t>(part)]) : ValueView();
}

}  // namespace

ValueView Accepted::path() const noexcept { return part_of(*state_, Part::path); }
ValueView Accepted::query() const noexcept { return part_of(*state_, Part::query); }
ValueView Accepted::headers() const noexcept { return part_of(*state_, Part::header); }
ValueView Accepted::cookies() const noexcept { return part_of(*state_, Part::cookie); }
ValueView Accepted::body() const noexcept { return state_->body ? ValueView(&*state_->body) : ValueView(); }
const std::any& Accepted::identity() const noexcept { return state_->identity; }

Api::Api(std::shared_ptr<const Gate> gate) noexcept : gate_(std::move(gate)) {}

namespace {

std::shared_ptr<const Gate> load(std::string_view text, ApiOptions options) {
    Description description = read_description(schema::read_document(text, options.schema, true), options);
    return detail::compile_gate(std::move(description), std::move(options));
}

}  // namespace

Api Api::from_openapi(std::string_view text, ApiOptions options) {
    if (!looks_like_yaml(text)) return Api(load(text, std::move(options)));
    const YamlDocument yaml(text, options.schema.document_name, options.schema.max_schema_bytes,
                            options.schema.max_schema_depth);
    try {
        return Api(load(yaml.json(), std::move(options)));
    } catch (const SchemaError& error) {
        throw SchemaError(error.document(), error.pointer(), error.reason(), yaml.offset_at(error.offset()));
    }
}

Verdict Api::check(const Request& request) const {
    try {
        return RequestChecker(*gate_, request).run();
    } catch (const std::bad_alloc&) {
        return Rejected{500, {}, {}};
    }
}

const std::vector<Operation>& Api::operations() const noexcept { return gate_->operations; }

std::optional<Schema> Api::body_schema(std::string_view operation) const {
    const auto found = gate_->by_name.find(operation);
    if (found == gate_->by_name.end()) return std::nullopt;
    for (const CompiledContent& content : gate_->compiled[found->second].content) {
        if (content.kind == MediaKind::json && content.plan != nullptr) return Schema(content.plan);
    }
    return std::nullopt;
}

const Operation* Api::find_operation(std::string_view name) const noexcept {
    const auto found = gate_->by_name.find(name);
    return found == gate_->by_name.end() ? nullptr : &gate_->operations[found->second];
}

std::size_t Api::max_body_bytes() const noexcept {
    return std::min(gate_->options.schema.limits.max_bytes, check::longest_payload);
}

}  // namespace zodgate::http
