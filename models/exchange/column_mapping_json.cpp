#include "exchange/column_mapping.h"
#include "exchange/encoding.h"
#include "register/save_target.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>

#include <vector>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

using Json = nlohmann::ordered_json;

constexpr qint64 kMostBytes = 1'000'000;
constexpr qsizetype kMostMembers = 20'000;
constexpr int kVersion = 1;

QString toText(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

/// Reads the members of a mapping one after the other; the first that is wrong ends it.
class MappingReader
{
public:
    explicit MappingReader(const QString &source) : m_source(source) {}

    Result<ColumnMapping> read(const QByteArray &bytes)
    {
        if (bytes.size() > kMostBytes) {
            return wrong(u"is larger than 1 MB; a mapping is much smaller, choose another file");
        }
        const Json json = parse(bytes);
        if (!m_repeated.isNull()) {
            return wrong(u"has the member \"%1\" twice, or far too many; keep one"_s.arg(m_repeated));
        }
        if (!json.is_object() || !isText(json, "format", "muster-mapping")) {
            return wrong(u"is no mapping: it has to be a JSON object with \"format\": \"muster-mapping\"");
        }
        if (const Result<void> version = checkVersion(json); !version) {
            return tl::unexpected(version.error());
        }
        for (const auto &[name, value] : json.items()) {
            if (const Result<void> taken = takeMember(name, value); !taken) {
                return tl::unexpected(taken.error());
            }
        }
        return m_mapping;
    }

private:
    tl::unexpected<Error> wrong(QStringView what) const
    {
        return failure(ErrorCode::InvalidInput, u"%1 %2."_s.arg(m_source, what));
    }

    static bool isText(const Json &json, const char *name, std::string_view value)
    {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() && found->get_ref<const std::string &>() == value;
    }

    Json parse(const QByteArray &bytes)
    {
        std::vector<QSet<QString>> names;
        qsizetype members = 0;
        const auto watch = [&](int, Json::parse_event_t event, Json &value) {
            if (event == Json::parse_event_t::object_start) {
                names.emplace_back();
            } else if (event == Json::parse_event_t::object_end) {
                names.pop_back();
            } else if (event == Json::parse_event_t::key) {
                const QString name = toText(value.get_ref<const std::string &>());
                if (++members > kMostMembers || names.back().contains(name)) {
                    m_repeated = m_repeated.isNull() ? u""_s + name : m_repeated;
                    return false;
                }
                names.back().insert(name);
            }
            return true;
        };
        return Json::parse(bytes.begin(), bytes.end(), watch, false);
    }

    Result<void> checkVersion(const Json &json) const
    {
        const auto found = json.find("version");
        if (found == json.end() || !found->is_number_integer() || *found < 1) {
            return wrong(u"has no \"version\"; it has to be the number 1");
        }
        if (*found > kVersion) {
            return failure(
                ErrorCode::Newer,
                u"%1 is a mapping of a newer version than this program reads; use a newer Muster."_s.arg(m_source));
        }
        return {};
    }

    Result<void> takeMember(const std::string &name, const Json &value)
    {
        if (name == "format" || name == "version") {
            return {};
        }
        if (name == "columns") {
            return takeColumns(value);
        }
        if (name == "newColumns") {
            return takeNewColumns(value);
        }
        if (name == "values") {
            return takeValues(value);
        }
        if (name == "defaults") {
            return takeTexts(value, u"defaults"_s, m_mapping.defaults);
        }
        if (name == "keepUnmapped") {
            return takeFlag(value, toText(name), m_mapping.keepUnmapped);
        }
        if (name == "createPeople") {
            return takeFlag(value, toText(name), m_mapping.createPeople);
        }
        if (name == "header") {
            return takeFlag(value, toText(name), m_mapping.hasHeader);
        }
        if (name == "leftOut") {
            return takeLeftOut(value);
        }
        if (name != "key" && name != "encoding" && name != "delimiter") {
            return wrong(u"has a member \"%1\" that mappings don't know; remove it"_s.arg(toText(name)));
        }
        if (!value.is_string()) {
            return wrong(u"has something else than a text as \"%1\"; put it in quotes"_s.arg(toText(name)));
        }
        return takeText(name, toText(value.get_ref<const std::string &>()));
    }

    Result<void> takeText(const std::string &name, const QString &text)
    {
        if (name == "key") {
            return takeColumn(text).map([this](const ColumnRef &column) { m_mapping.key = column; });
        }
        if (name == "encoding") {
            const Result<Encoding> encoding = encodingFromName(text);
            if (!encoding) {
                return wrong(
                    u"has the unknown encoding \"%1\"; use UTF-8, UTF-16LE, UTF-16BE or windows-1252"_s.arg(text));
            }
            m_mapping.encoding = encodingName(*encoding);
            return {};
        }
        if (text.size() != 1 || text.front() > QChar(u'~') || u"\"\r\n"_s.contains(text.front())) {
            return wrong(u"has the delimiter \"%1\"; it has to be one ASCII character such as , or ;"_s.arg(text));
        }
        m_mapping.delimiter = text.front();
        return {};
    }

    Result<ColumnRef> takeColumn(const QString &text) const
    {
        const Result<ColumnRef> column = ColumnRef::parse(text);
        if (!column) {
            return wrong(u"has the column \"%1\"; it has to be a header, or # and a number"_s.arg(text));
        }
        return column;
    }

    Result<void> takeColumns(const Json &value)
    {
        if (!value.is_object()) {
            return wrong(u"has something else than an object of fields as \"columns\"");
        }
        for (const auto &[field, column] : value.items()) {
            if (!column.is_string()) {
                return wrong(
                    u"has something else than a text as column of \"%1\"; put it in quotes"_s.arg(toText(field)));
            }
            const Result<ColumnRef> ref = takeColumn(toText(column.get_ref<const std::string &>()));
            if (!ref) {
                return tl::unexpected(ref.error());
            }
            m_mapping.columns += MappedColumn{toText(field), *ref};
        }
        return {};
    }

    Result<void> takeNewColumns(const Json &value)
    {
        if (!value.is_object()) {
            return wrong(u"has something else than an object of titles as \"newColumns\"");
        }
        for (const auto &[title, type] : value.items()) {
            const QString word = type.is_string() ? toText(type.get_ref<const std::string &>()) : QString();
            const auto known = fromWord<ColumnType>(word);
            if (!known) {
                return wrong(u"has \"%1\" as type of the new column \"%2\"; use text, number, date or choice"_s.arg(
                    word, toText(title)));
            }
            m_mapping.newColumns += NewColumn{toText(title), *known};
        }
        return {};
    }

    Result<void> takeLeftOut(const Json &value)
    {
        if (!value.is_array()) {
            return wrong(u"has something else than a list of columns as \"leftOut\"");
        }
        for (const Json &column : value) {
            if (!column.is_string()) {
                return wrong(u"has something else than a text in \"leftOut\"; put it in quotes");
            }
            const Result<ColumnRef> ref = takeColumn(toText(column.get_ref<const std::string &>()));
            if (!ref) {
                return tl::unexpected(ref.error());
            }
            m_mapping.leftOut += *ref;
        }
        return {};
    }

    Result<void> takeValues(const Json &value)
    {
        if (!value.is_object()) {
            return wrong(u"has something else than an object of fields as \"values\"");
        }
        for (const auto &[field, map] : value.items()) {
            const QString name = toText(field);
            if (const Result<void> taken = takeTexts(map, u"values of "_s + name, m_mapping.values[name]); !taken) {
                return taken;
            }
        }
        return {};
    }

    Result<void> takeTexts(const Json &value, const QString &what, QMap<QString, QString> &into) const
    {
        if (!value.is_object()) {
            return wrong(u"has something else than an object of texts as %1"_s.arg(what));
        }
        for (const auto &[from, to] : value.items()) {
            if (!to.is_string()) {
                return wrong(
                    u"has something else than a text for \"%1\" in %2; put it in quotes"_s.arg(toText(from), what));
            }
            into.insert(toText(from), toText(to.get_ref<const std::string &>()));
        }
        return {};
    }

    Result<void> takeFlag(const Json &value, const QString &name, bool &flag) const
    {
        if (!value.is_boolean()) {
            return wrong(u"has something else than true or false as \"%1\""_s.arg(name));
        }
        flag = value.get<bool>();
        return {};
    }

    QString m_source;
    QString m_repeated;
    ColumnMapping m_mapping;
};

Json toObject(const QMap<QString, QString> &texts)
{
    Json object = Json::object();
    for (auto entry = texts.keyValueBegin(); entry != texts.keyValueEnd(); ++entry) {
        object[toUtf8(entry->first)] = toUtf8(entry->second);
    }
    return object;
}

Json valuesOf(const ColumnMapping &mapping)
{
    Json object = Json::object();
    for (auto entry = mapping.values.keyValueBegin(); entry != mapping.values.keyValueEnd(); ++entry) {
        object[toUtf8(entry->first)] = toObject(entry->second);
    }
    return object;
}

tl::unexpected<Error> notWritten(const QSaveFile &file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return failure(full ? ErrorCode::DiskFull : ErrorCode::Io,
                   u"%1 can't be written: %2; choose another place."_s.arg(file.fileName(), file.errorString()));
}

}

QByteArray ColumnMapping::toJson() const
{
    Json json = {{"format", "muster-mapping"}, {"version", kVersion}, {"columns", Json::object()}};
    for (const MappedColumn &mapped : columns) {
        json["columns"][toUtf8(mapped.field)] = toUtf8(mapped.column.toString());
    }
    for (const NewColumn &made : newColumns) {
        json["newColumns"][toUtf8(made.title)] = toUtf8(word(made.type));
    }
    if (!values.isEmpty()) {
        json["values"] = valuesOf(*this);
    }
    if (!defaults.isEmpty()) {
        json["defaults"] = toObject(defaults);
    }
    if (key) {
        json["key"] = toUtf8(key->toString());
    }
    json["keepUnmapped"] = keepUnmapped;
    for (const ColumnRef &column : leftOut) {
        json["leftOut"].push_back(toUtf8(column.toString()));
    }
    json["createPeople"] = createPeople;
    if (encoding) {
        json["encoding"] = toUtf8(*encoding);
    }
    if (delimiter) {
        json["delimiter"] = toUtf8(*delimiter);
    }
    if (!hasHeader) {
        json["header"] = false;
    }
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

Result<ColumnMapping> ColumnMapping::fromJson(const QByteArray &json, const QString &source)
{
    return MappingReader(source).read(json);
}

Result<ColumnMapping> ColumnMapping::load(const QString &path)
{
    QFile file(path);
    if (!QFileInfo::exists(path)) {
        return failure(ErrorCode::NotFound, u"There is no file %1; check the name of the mapping."_s.arg(path));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io, u"%1 can't be opened: %2."_s.arg(path, file.errorString()));
    }
    return fromJson(file.read(kMostBytes + 1), QFileInfo(path).fileName());
}

Result<void> ColumnMapping::save(const QString &path, const QString &source) const
{
    if (const auto free = registry::mayBeReplaced(path, source); !free) {
        return free;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(toJson()) < 0 || !file.commit()) {
        return notWritten(file);
    }
    return {};
}

}
