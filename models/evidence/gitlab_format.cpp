#include "evidence/json_format.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

bool isApproval(const JsonItem &item)
{
    return item.inner != item.outer;
}

/// Each approval, where the approvals of a merge request are in the file; else the merge request once it was merged or closed.
Result<std::vector<JsonItem>> decisions(const exchange::JsonRecord &record)
{
    const Json &request = record.value;
    if (!request.contains("iid") || !request.contains("state"))
        return failure(ErrorCode::InvalidInput,
                       u"has no \"%1\""_s.arg(request.contains("iid") ? u"state"_s : u"iid"_s));
    if (request.contains("approved_by")) {
        auto approvals = listed(record, "approved_by");
        if (!approvals || !approvals->empty())
            return approvals;
    }
    const Json &state = request["state"];
    return state == "merged" || state == "closed" ? wholeRecord(record) : std::vector<JsonItem>();
}

std::string decision(const JsonItem &item)
{
    return isApproval(item) ? "approved" : cellText(at(*item.outer, {"state"}));
}

std::string reviewer(const JsonItem &item)
{
    if (isApproval(item))
        return cellText(at(*item.inner, {"user", "username"}));
    const Json &request = *item.outer;
    if (at(request, {"state"}) == "closed")
        return cellText(at(request, {"closed_by", "username"}));
    const Json &user = at(request, {"merge_user", "username"}); // merged_by is its name before GitLab 14.7
    return cellText(user.is_null() ? at(request, {"merged_by", "username"}) : user);
}

std::string decidedAt(const JsonItem &item)
{
    const Json &approved = at(*item.inner, {"approved_at"});
    if (isApproval(item) && !approved.is_null())
        return cellText(approved);
    return cellText(at(*item.outer, {at(*item.outer, {"state"}) == "closed" ? "closed_at" : "merged_at"}));
}

std::string userNames(const Json &users)
{
    std::string names;
    for (const Json &user : users)
        names += (names.empty() ? "" : ", ") + cellText(at(user, {"username"}));
    return names;
}

}

JsonFormat gitlabFormat()
{
    JsonFormat format;
    format.format.name = u"gitlab"_s;
    format.format.title = u"GitLab merge requests"_s;
    format.format.kind = EvidenceKind::Reviews;
    format.format.source = u"https://docs.gitlab.com/api/merge_requests/"_s;
    format.format.values[u"outcome"_s] = {
        {u"approved"_s, u"accepted"_s}, {u"merged"_s, u"accepted"_s}, {u"closed"_s, u"rejected"_s}};
    format.paths = {{"[]"}, {}};
    format.columns = {
        {u"web_url"_s, u"output"_s, outer({"web_url"})},
        {u"project"_s, {}, outer({"references", "full"})},
        {u"project_id"_s, {}, outer({"project_id"})},
        {u"iid"_s, {}, outer({"iid"})},
        {u"title"_s, {}, outer({"title"})},
        {u"source_branch"_s, {}, outer({"source_branch"})},
        {u"target_branch"_s, {}, outer({"target_branch"})},
        {u"author"_s, {}, outer({"author", "username"})},
        {u"labels"_s, {}, outer({"labels"})},
        {u"state"_s, {}, outer({"state"})},
        {u"created_at"_s, u"producedAt"_s, outer({"created_at"})},
        {u"merged_at"_s, {}, outer({"merged_at"})},
        {u"closed_at"_s, {}, outer({"closed_at"})},
        {u"reviewers"_s, {}, [](const JsonItem &item) { return userNames(at(*item.outer, {"reviewers"})); }},
        {u"user_notes_count"_s, {}, outer({"user_notes_count"})},
        {u"reviewer"_s, u"reviewer"_s, reviewer},
        {u"decision"_s, u"outcome"_s, decision},
        {u"decided_at"_s, u"reviewedAt"_s, decidedAt},
    };
    format.items = decisions;
    format.tells = [](const JsonKeys &keys) {
        return recordsHave(keys, {"iid"}) && recordsHave(keys, {"source_branch", "merge_status", "merged_at"});
    };
    return format;
}

}
