// Bytes, judged as an invite request; the answer must itself satisfy the error schema.
#include "harness.hpp"

#include <zodgate/generate.hpp>
#include <zodgate/zodgate.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using harness::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view payload(reinterpret_cast<const char*>(data), size);
    const zodgate::Result result = zodgate::schemas::invite_request().validate(payload);
    require(result.valid() == result.issues().empty());
    if (result.valid()) return 0;
    for (const zodgate::Issue& issue : result.issues()) require(issue.offset <= size);

    const std::string body = zodgate::error_body("Validation error", result.issues());
    require(zodgate::schemas::error().validate(body).valid());

    // Tighter limits may refuse more, never accept more.
    zodgate::Limits tight;
    tight.max_bytes = 64;
    tight.max_depth = 2;
    tight.max_issues = 1;
    const zodgate::Result again = zodgate::schemas::invite_request().validate(payload, tight);
    require(!again.valid());
    require(again.issues().size() == 1);
    return 0;
}

#ifdef ZODGATE_LIBFUZZER
// Half of the mutants are payloads, which get past what refuses bytes.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
    static const zodgate::Generator generator(zodgate::schemas::invite_request());
    if (seed % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
    return generator.mutate(data, size, max_size, seed, LLVMFuzzerMutate);
}
#endif
