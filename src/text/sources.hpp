// Sources of regular expressions that Zod writes, as RegExp.prototype.source gives them: those of zod 4.6.7's
// core/regexes by their names there, and some of earlier releases. Private to formats.cpp and known_patterns.cpp.
#pragma once

#include <string_view>

namespace zodgate::text::sources {

inline constexpr std::string_view email =
    R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re";
/// Before 4.6. Its lookaheads forbid what empty labels exclude in the later one, so both accept the same strings.
inline constexpr std::string_view earlier_email =
    R"re(^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re";
inline constexpr std::string_view uuid =
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$)re";
inline constexpr std::string_view guid =
    R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$)re";
/// z.iso.datetime({ offset: true }).
inline constexpr std::string_view datetime =
    R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$)re";
inline constexpr std::string_view date =
    R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$)re";
inline constexpr std::string_view duration =
    R"re(^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$)re";
inline constexpr std::string_view hostname =
    R"re(^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$)re";
inline constexpr std::string_view ipv4 =
    R"re(^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$)re";
inline constexpr std::string_view mac = R"re(^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$)re";
inline constexpr std::string_view cidrv4 =
    R"re(^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$)re";
inline constexpr std::string_view e164 = R"re(^\+[1-9]\d{6,14}$)re";
inline constexpr std::string_view nanoid = R"re(^[a-zA-Z0-9_-]{21}$)re";
inline constexpr std::string_view cuid = R"re(^[cC][0-9a-z]{6,}$)re";
inline constexpr std::string_view cuid2 = R"re(^[0-9a-z]+$)re";
inline constexpr std::string_view ulid = R"re(^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$)re";
inline constexpr std::string_view xid = R"re(^[0-9a-vA-V]{20}$)re";
inline constexpr std::string_view ksuid = R"re(^[A-Za-z0-9]{27}$)re";
inline constexpr std::string_view html5_email =
    R"re(^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$)re";
inline constexpr std::string_view rfc5322_email =
    R"re(^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$)re";
/// With the flag u.
inline constexpr std::string_view unicode_email = R"re(^[^\s@"]{1,64}@[^\s@]{1,255}$)re";
/// With the flag u.
inline constexpr std::string_view emoji =
    R"re(^(?=[\s\S]*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3])[\p{Extended_Pictographic}\p{Emoji_Component}]+$)re";
inline constexpr std::string_view ipv6 =
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$)re";
inline constexpr std::string_view cidrv6 =
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$)re";
inline constexpr std::string_view base64 =
    R"re(^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$)re";
inline constexpr std::string_view base64url = R"re(^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$)re";
inline constexpr std::string_view credit_card = R"re(^\d(?:[ -]?\d){11,18}$)re";
inline constexpr std::string_view iban = R"re(^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$)re";
/// z.fromJSONSchema's own, of RFC 3339's full-time, which is narrower than z.iso.time().
inline constexpr std::string_view full_time =
    R"re(^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$)re";
/// 4.0.0 to 4.0.10.
inline constexpr std::string_view earlier_hostname = R"re(^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$)re";
/// 4.0.0 to 4.1.6.
inline constexpr std::string_view earlier_ipv6 =
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})$)re";
/// 4.0 to 4.4.
inline constexpr std::string_view earlier_cidrv6 =
    R"re(^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$)re";
/// 4.0 to 4.5; from 4.6 on the one that z.base64url() holds and does not write.
inline constexpr std::string_view earlier_base64url = R"re(^[A-Za-z0-9_-]*$)re";

}  // namespace zodgate::text::sources
