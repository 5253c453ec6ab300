#include "cli/tally.hpp"

#include "issue/path_text.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::cli {
namespace {

// Of a path that is shown in tables. Names come from payloads, and may be of any length.
constexpr std::size_t longest_path = 200;  // bytes
constexpr std::size_t longest_message = 500;

std::string key_of(Change change, const std::string& path, IssueCode code) {
    std::string key{static_cast<char>(change), static_cast<char>(code)};
    return key += path;
}

}  // namespace

std::string shortened(std::string text, std::size_t longest) {
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text + "…";
}

void Tally::add(const Payload& payload, const Result& result) {
    add_status(result.status());
    std::vector<const Issue*> issues;
    for (const Issue& issue : result.issues()) issues.push_back(&issue);
    add_faults(payload, issues, Change::none);
}

void Tally::add_status(Status status) {
    ++payloads;
    switch (status) {
        case Status::valid: ++valid; break;
        case Status::malformed: ++malformed; break;
        default: ++invalid;
    }
}

Fault* Tally::fault_of(Change change, const std::string& path, IssueCode code) {
    const auto [found, is_new] = by_key_.try_emplace(key_of(change, path, code), faults_.size());
    if (!is_new) return &faults_[found->second];
    if (faults_.size() == most_faults) {
        by_key_.erase(found);
        return nullptr;
    }
    Fault fault;
    fault.change = change;
    fault.path = path;
    fault.code = code;
    last_payloads_.push_back(0);
    return &faults_.emplace_back(std::move(fault));
}

void Tally::add_faults(const Payload& payload, const std::vector<const Issue*>& issues, Change change) {
    ++payload_;
    PlaceFinder places(payload);
    for (const Issue* const each : issues) {
        Fault* const fault =
            fault_of(change, shortened(issue::path_text(each->path, true), longest_path), code_of(*each));
        if (fault == nullptr) {
            ++other_faults;
            continue;
        }
        if (fault->count++ == 0) {
            fault->message = shortened(message_of(*each), longest_message);
            fault->schema_location = each->schema_location;
            fault->file = payload.file.name;
            fault->place = places.at(each->offset);
        }
        std::uint64_t& last = last_payloads_[static_cast<std::size_t>(fault - faults_.data())];
        if (std::exchange(last, payload_) != payload_) ++fault->payloads;
    }
}

void Tally::merge(Tally& later) {
    payloads += later.payloads;
    valid += later.valid;
    invalid += later.invalid;
    malformed += later.malformed;
    now_invalid += later.now_invalid;
    now_valid += later.now_valid;
    other_issues += later.other_issues;
    unreadable += later.unreadable;
    other_faults += later.other_faults;
    for (Fault& fault : later.faults_) {
        Fault* const known = fault_of(fault.change, fault.path, fault.code);
        if (known == nullptr) {
            other_faults += fault.count;
        } else if (known->count == 0) {
            *known = std::move(fault);
        } else {
            known->count += fault.count;
            known->payloads += fault.payloads;
        }
    }
    later = Tally();
}

std::vector<Fault> Tally::faults() const {
    std::vector<Fault> sorted = faults_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Fault& left, const Fault& right) { return left.count > right.count; });
    return sorted;
}

}  // namespace zodgate::cli
