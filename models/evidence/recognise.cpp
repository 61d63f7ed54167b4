#include "evidence/formats.h"
#include "evidence/json_format.h"
#include "exchange/encoding.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

constexpr qint64 kBeginning = 256 << 10;
constexpr size_t kDeepestKey = 7; // of a list of pages: [].data[].results[].amount
constexpr size_t kMostKeys = 4096;
constexpr qsizetype kMostShown = 8;

/// Collects the names of members as JsonKeys, as far as the text goes.
class KeyCollector final : public nlohmann::json_sax<Json>
{
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return open(""); }
    bool start_array(std::size_t) override { return open("[]"); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override;
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &) override { return false; }

    JsonKeys keys;

private:
    bool open(const char *step)
    {
        if (++m_depth <= kDeepestKey)
            m_steps.emplace_back(step);
        return true;
    }
    bool close()
    {
        if (m_depth-- <= kDeepestKey)
            m_steps.pop_back();
        return true;
    }

    std::vector<std::string> m_steps;
    size_t m_depth = 0;
};

bool KeyCollector::key(string_t &name)
{
    if (m_depth > kDeepestKey || keys.size() >= kMostKeys)
        return true;
    m_steps.back() = name;
    std::string path;
    for (const std::string &step : m_steps)
        path += (path.empty() || step == "[]" ? "" : ".") + step;
    keys.insert(path);
    if (m_steps.size() == 2 && m_steps.front() != "[]")
        keys.insert("{}." + name);
    return true;
}

Result<QByteArray> beginningOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::NotFound, u"There is no file %1; check the name."_s.arg(path));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::Io, u"%1 can't be opened: %2."_s.arg(path, file.errorString()));
    return file.read(kBeginning);
}

/// The beginning as UTF-8, as JsonRecords would read it.
std::string jsonText(const QByteArray &beginning)
{
    using exchange::Encoding;
    const bool little = beginning.startsWith("\xFF\xFE");
    const bool is16 = little || beginning.startsWith("\xFE\xFF");
    std::string text;
    exchange::Decoder decoder(is16 ? (little ? Encoding::Utf16Le : Encoding::Utf16Be) : Encoding::Utf8Bom);
    if (!decoder.decode(std::string_view(beginning.constData(), size_t(beginning.size())), text) && text.empty())
        return {};
    return text;
}

bool beginsAsJson(const std::string &text)
{
    const size_t first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && (text[first] == '{' || text[first] == '[');
}

Result<const Format *> recogniseJson(const QString &fileName, const std::string &text)
{
    KeyCollector collector;
    Json::sax_parse(text, &collector, nlohmann::detail::input_format_t::json, false);
    for (const JsonFormat &format : jsonFormats()) {
        if (format.tells(collector.keys))
            return formatNamed(format.format.name);
    }
    QStringList seen;
    for (const std::string &key : collector.keys) {
        if (seen.size() < kMostShown && !key.starts_with("{}."))
            seen += QString::fromStdString(key);
    }
    const QString what = seen.isEmpty() ? u"no member that names anything"_s : seen.join(u", "_s);
    return failure(ErrorCode::InvalidInput,
                   u"%1 is JSON of no format that Muster can tell (it has %2); name its format with --format."_s.arg(
                       fileName, what));
}

QString bareName(const QString &name)
{
    QString bare;
    std::ranges::copy_if(name.toLower(), std::back_inserter(bare), [](QChar c) { return c.isLetterOrNumber(); });
    return bare;
}

/// Fields that a kind has and the other kinds have not, or that a file of its kind is hardly ever without.
QStringList tellingFields(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Reviews: return {u"reviewedAt"_s, u"seconds"_s, u"reviewer"_s, u"outcome"_s};
    case EvidenceKind::Usage: return {u"calls"_s, u"tokensIn"_s, u"tokensOut"_s, u"cost"_s};
    case EvidenceKind::Prices: return {u"input"_s, u"cachedInput"_s, u"endsOn"_s};
    case EvidenceKind::Outputs: break;
    }
    return {u"output"_s, u"producedAt"_s, u"reference"_s};
}

qsizetype countOf(const QStringList &fields, const QStringList &bareHeaders)
{
    return std::ranges::count_if(fields, [&](const QString &field) { return bareHeaders.contains(bareName(field)); });
}

bool fits(EvidenceKind kind, const QStringList &bareHeaders)
{
    return countOf(tellingFields(kind), bareHeaders) > 0 && countOf(fieldsOf(kind), bareHeaders) > 1;
}

/// Outputs are what is left: their fields are among those of reviews.
QList<EvidenceKind> fittingKinds(const QStringList &headers)
{
    QStringList bareHeaders;
    for (const QString &header : headers)
        bareHeaders += bareName(header);
    QList<EvidenceKind> kinds;
    for (const auto kind : {EvidenceKind::Reviews, EvidenceKind::Usage, EvidenceKind::Prices}) {
        if (fits(kind, bareHeaders))
            kinds += kind;
    }
    if (kinds.isEmpty() && fits(EvidenceKind::Outputs, bareHeaders))
        kinds += EvidenceKind::Outputs;
    return kinds;
}

/// The encoding by the beginning alone, as far as its last whole line.
Result<exchange::Encoding> encodingOf(const QByteArray &beginning, const QString &fileName)
{
    const qsizetype lastLine = beginning.size() < kBeginning ? beginning.size() : beginning.lastIndexOf('\n') + 1;
    QByteArray lines = lastLine > 0 ? beginning.first(lastLine) : beginning;
    QBuffer buffer(&lines);
    buffer.open(QIODevice::ReadOnly);
    return exchange::detectEncoding(buffer, fileName);
}

Result<const Format *> recogniseCsv(const QString &path, const QByteArray &beginning)
{
    const QString fileName = QFileInfo(path).fileName();
    exchange::CsvOptions options;
    if (!beginning.isEmpty()) {
        const auto encoding = encodingOf(beginning, fileName);
        if (!encoding)
            return tl::unexpected(encoding.error());
        options.encoding = *encoding;
    }
    const auto rows = exchange::openCsvRows(path, options);
    if (!rows)
        return tl::unexpected(rows.error());
    const QList<EvidenceKind> kinds = fittingKinds((*rows)->headers());
    if (kinds.size() == 1)
        return formatNamed(u"csv"_s, kinds.first());
    return failure(
        ErrorCode::Ambiguous,
        u"%1 is a CSV file, and its columns (%2) don't tell of what; say --kind reviews, usage, prices or outputs."_s
            .arg(fileName, (*rows)->headers().first(std::min((*rows)->headers().size(), kMostShown)).join(u", "_s)));
}

}

Result<const Format *> recognise(const QString &path)
{
    if (QFileInfo(path).isDir())
        return formatNamed(u"folder"_s);
    const auto beginning = beginningOf(path);
    if (!beginning)
        return tl::unexpected(beginning.error());
    if (const std::string text = jsonText(*beginning); beginsAsJson(text))
        return recogniseJson(QFileInfo(path).fileName(), text);
    return recogniseCsv(path, *beginning);
}

}
