#include "evidence/json_format.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// "octo/shop" of https://github.com/octo/shop/pull/12; nothing where the address has another shape.
std::string repositoryOf(const std::string &url)
{
    const size_t host = url.find("://");
    const size_t end = url.find("/pull/");
    const size_t begin = host == url.npos ? url.npos : url.find('/', host + 3);
    return end == url.npos || begin == url.npos || begin >= end ? std::string()
                                                                : url.substr(begin + 1, end - begin - 1);
}

std::string repository(const JsonItem &item)
{
    const std::string given = cellText(at(*item.outer, {"repository", "nameWithOwner"}));
    return given.empty() ? repositoryOf(cellText(at(*item.outer, {"url"}))) : given;
}

/// What names the pull request best: its address, else its number.
std::string pullRequest(const JsonItem &item)
{
    const std::string url = cellText(at(*item.outer, {"url"}));
    const std::string number = cellText(at(*item.outer, {"number"}));
    return !url.empty() || number.empty() ? url : "#" + number;
}

bool isClosedUnmerged(const Json &pull)
{
    return at(pull, {"state"}) == "CLOSED" && at(pull, {"mergedAt"}).is_null();
}

/// Not a review: one that was never submitted, and what an author answers below their own pull request.
bool isReview(const Json &pull, const Json &review)
{
    const Json &author = at(pull, {"author", "login"});
    const Json &state = at(review, {"state"});
    return state != "PENDING"
           && !(state == "COMMENTED" && !author.is_null() && at(review, {"author", "login"}) == author);
}

Result<std::vector<JsonItem>> reviews(const exchange::JsonRecord &record)
{
    static const Json nobody = Json::object();
    auto items = listed(record, "reviews");
    if (!items)
        return items;
    std::erase_if(*items, [](const JsonItem &item) { return !isReview(*item.outer, *item.inner); });
    if (items->empty() && isClosedUnmerged(record.value))
        items->push_back({&record, &record.value, &nobody});
    return items;
}

/// The review's state; that of the pull request where it was closed without one.
std::string reviewState(const JsonItem &item)
{
    return cellText(at(item.inner->empty() ? *item.outer : *item.inner, {"state"}));
}

std::string reviewedAt(const JsonItem &item)
{
    return cellText(item.inner->empty() ? at(*item.outer, {"closedAt"}) : at(*item.inner, {"submittedAt"}));
}

}

JsonFormat githubFormat()
{
    JsonFormat format;
    format.format.name = u"github"_s;
    format.format.title = u"GitHub pull requests"_s;
    format.format.kind = EvidenceKind::Reviews;
    format.format.source = u"https://cli.github.com/manual/gh_pr_list"_s;
    format.format.values[u"outcome"_s] = {{u"APPROVED"_s, u"accepted"_s},
                                          {u"CHANGES_REQUESTED"_s, u"edited"_s},
                                          {u"CLOSED"_s, u"rejected"_s},
                                          {u"COMMENTED"_s, u""_s},
                                          {u"DISMISSED"_s, u""_s}};
    format.paths = {{"[]"}, {}};
    format.columns = {
        {u"pullRequest"_s, u"output"_s, pullRequest},
        {u"repository"_s, {}, repository},
        {u"number"_s, {}, outer({"number"})},
        {u"title"_s, {}, outer({"title"})},
        {u"headRefName"_s, {}, outer({"headRefName"})},
        {u"baseRefName"_s, {}, outer({"baseRefName"})},
        {u"author"_s, {}, outer({"author", "login"})},
        {u"labels"_s, {}, outer({"labels"})},
        {u"state"_s, {}, outer({"state"})},
        {u"createdAt"_s, u"producedAt"_s, outer({"createdAt"})},
        {u"closedAt"_s, {}, outer({"closedAt"})},
        {u"mergedAt"_s, {}, outer({"mergedAt"})},
        {u"url"_s, {}, outer({"url"})},
        {u"additions"_s, {}, outer({"additions"})},
        {u"deletions"_s, {}, outer({"deletions"})},
        {u"changedFiles"_s, {}, outer({"changedFiles"})},
        {u"reviewer"_s, u"reviewer"_s, inner({"author", "login"})},
        {u"reviewState"_s, u"outcome"_s, reviewState},
        {u"submittedAt"_s, u"reviewedAt"_s, reviewedAt},
    };
    format.items = reviews;
    format.tells = [](const JsonKeys &keys) {
        return recordsHave(keys, {"reviews", "headRefName", "baseRefName", "mergedAt", "isDraft", "reviewDecision"})
               && !recordsHave(keys, {"iid"});
    };
    return format;
}

}
