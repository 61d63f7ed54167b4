#include "exchange/json_records.h"

#include "exchange/json_reader.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <deque>
#include <optional>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

using Paths = std::vector<size_t>; // positions in JsonRecords::Private::paths

bool goesOnIn(const std::string &step, bool array)
{
    return (step == "[]") == array;
}

std::string nameOf(const std::string &step)
{
    return step.ends_with('?') ? step.substr(0, step.size() - 1) : step;
}

bool isNeeded(const std::string &step)
{
    return step != "{}" && !step.ends_with('?');
}

Result<void> checkJsonFile(const QFileInfo &info, const QString &path)
{
    if (!info.exists())
        return failure(ErrorCode::NotFound, u"There is no file %1; check the name."_s.arg(path));
    if (!info.isFile())
        return failure(ErrorCode::InvalidInput, u"%1 is no ordinary file; name a JSON file."_s.arg(path));
    if (info.size() == 0)
        return failure(ErrorCode::InvalidInput, u"%1 is empty; fetch the file again."_s.arg(info.fileName()));
    return {};
}

}

const nlohmann::json *JsonRecord::inherited(const char *name) const
{
    for (auto parent = parents.rbegin(); parent != parents.rend(); ++parent) {
        if (const auto found = (*parent)->find(name); found != (*parent)->end())
            return &*found;
    }
    return nullptr;
}

struct JsonRecords::Private
{
    /// An array or object on the way to records, opened and not yet closed.
    struct Frame
    {
        bool isArray = false;
        bool isWhole = false; ///< the object is a record itself if nothing in it is one
        bool isEmpty = true;
        bool hasMet = false; ///< a member that a path goes on with
        Paths alive{};       ///< the paths that go on in it
        nlohmann::json members{};
        std::string key{}; ///< its own name
        qint64 line = 0;
        qint64 bytes = 0, values = 0; ///< what `members` hold
    };

    JsonReader reader;
    std::vector<JsonPath> paths;
    JsonLimits limits;
    std::deque<Frame> frames{}; // a deque, since records point to members of what is in it
    std::optional<Error> error{};
    bool hasValue = false;

    Result<bool> step(JsonRecord &record);
    Result<bool> stepTop(JsonRecord &record);
    Result<bool> stepIn(Frame &frame, JsonRecord &record);
    Result<bool> stepMember(Frame &frame, JsonRecord &record);
    Result<bool> start(JsonToken token, const Paths &here, const std::string &key, JsonRecord &record);
    Result<bool> readRecord(JsonToken token, const std::string &key, JsonRecord &record);
    Result<bool> skeleton(JsonToken token, const std::string &key);
    Result<bool> close(JsonRecord &record);
    Paths followed(const Frame &frame, const std::string &key) const;
    void allowSkeleton();
    void handOut(JsonRecord &record, const std::string &key, qint64 line);
    QString quotedNames(const Paths &here, size_t depth) const;
    QString expectation(const Paths &here, size_t depth) const;
};

/// The paths that the member of this name, or the next element, lies on.
Paths JsonRecords::Private::followed(const Frame &frame, const std::string &key) const
{
    Paths here;
    for (const size_t path : frame.alive) {
        const std::string &step = paths[path][frames.size() - 1];
        if (frame.isArray || step == "{}" || nameOf(step) == key)
            here.push_back(path);
    }
    return here;
}

QString JsonRecords::Private::quotedNames(const Paths &here, size_t depth) const
{
    QStringList names;
    for (const size_t path : here) {
        const QString name = u"\"%1\""_s.arg(QString::fromStdString(nameOf(paths[path][depth])));
        if (!names.contains(name))
            names += name;
    }
    return names.join(u" or "_s);
}

QString JsonRecords::Private::expectation(const Paths &here, size_t depth) const
{
    Paths objects;
    std::ranges::copy_if(here, std::back_inserter(objects), [&](size_t path) { return paths[path][depth] != "[]"; });
    if (objects.empty())
        return u"a list"_s;
    const QString object = u"an object with %1"_s.arg(quotedNames(objects, depth));
    return objects.size() == here.size() ? object : u"a list or "_s + object;
}

void JsonRecords::Private::allowSkeleton()
{
    qint64 bytes = limits.maxSkeletonBytes, values = limits.maxValues;
    for (const Frame &frame : frames) {
        bytes -= frame.bytes;
        values -= frame.values;
    }
    reader.allow(std::max<qint64>(bytes, 0), values, 0);
}

void JsonRecords::Private::handOut(JsonRecord &record, const std::string &key, qint64 line)
{
    record.number = ++reader.complete;
    record.line = line;
    record.key = key;
    record.parents.clear();
    for (const Frame &frame : frames)
        record.parents.push_back(&frame.members);
}

Result<bool> JsonRecords::Private::readRecord(JsonToken token, const std::string &key, JsonRecord &record)
{
    const qint64 line = reader.line();
    reader.allow(limits.maxRecordBytes, limits.maxValues, line);
    if (const auto read = reader.value(token, record.value, static_cast<int>(frames.size())); !read)
        return tl::unexpected(read.error());
    handOut(record, key, line);
    return true;
}

/// Keeps a value beside the records where it is a member, for the records after it.
Result<bool> JsonRecords::Private::skeleton(JsonToken token, const std::string &key)
{
    const qint64 start = reader.bytes(), values = reader.valuesLeft();
    nlohmann::json value;
    if (const auto read = reader.value(token, value, static_cast<int>(frames.size())); !read)
        return tl::unexpected(read.error());
    if (Frame &frame = frames.back(); !frame.isArray) {
        frame.members[key] = std::move(value);
        frame.bytes += reader.bytes() - start + static_cast<qint64>(key.size());
        frame.values += values - reader.valuesLeft();
    }
    return false;
}

/// Begins the value of which `token` is the first: a record, a way to records, or what stands beside them.
Result<bool> JsonRecords::Private::start(JsonToken token, const Paths &here, const std::string &key, JsonRecord &record)
{
    const bool isArray = token == JsonToken::begin_array;
    const size_t depth = frames.size();
    Frame frame;
    frame.isArray = isArray;
    frame.key = key;
    frame.line = reader.line();
    for (const size_t path : here) {
        frame.isWhole = frame.isWhole || paths[path].size() == depth;
        if (paths[path].size() > depth && goesOnIn(paths[path][depth], isArray))
            frame.alive.push_back(path);
    }
    if ((isArray || token == JsonToken::begin_object) && !frame.alive.empty()) {
        if (!isArray)
            frame.members = nlohmann::json::object();
        frames.push_back(std::move(frame));
        return false;
    }
    if (frame.isWhole)
        return readRecord(token, key, record);
    if (!here.empty() && (depth == 0 || token != JsonToken::literal_null))
        return reader.unexpectedToken(token, expectation(here, depth));
    return skeleton(token, key);
}

Result<bool> JsonRecords::Private::close(JsonRecord &record)
{
    Frame frame = std::move(frames.back());
    frames.pop_back();
    if (frame.isArray || frame.hasMet)
        return false;
    if (frame.isWhole) {
        record.value = std::move(frame.members);
        handOut(record, frame.key, frame.line);
        return true;
    }
    const bool needed =
        std::ranges::all_of(frame.alive, [&](size_t path) { return isNeeded(paths[path][frames.size()]); });
    if (needed)
        return reader.wrong(u"the object that begins in line %1 has no %2"_s.arg(frame.line)
                                .arg(quotedNames(frame.alive, frames.size())));
    return false;
}

Result<bool> JsonRecords::Private::stepTop(JsonRecord &record)
{
    const auto token = reader.token(hasValue);
    if (!token || *token == JsonToken::end_of_input)
        return token ? Result<bool>(false) : tl::unexpected(token.error());
    hasValue = true;
    Paths all(paths.size());
    for (size_t path = 0; path < all.size(); ++path)
        all[path] = path;
    return start(*token, all, {}, record);
}

Result<bool> JsonRecords::Private::stepMember(Frame &frame, JsonRecord &record)
{
    const std::string key = reader.text();
    auto token = reader.token();
    if (token && *token != JsonToken::name_separator)
        return reader.unexpectedToken(*token, u"a colon"_s);
    if (token)
        token = reader.token();
    if (!token)
        return tl::unexpected(token.error());
    const Paths here = followed(frame, key);
    frame.hasMet = frame.hasMet || !here.empty();
    return start(*token, here, key, record);
}

Result<bool> JsonRecords::Private::stepIn(Frame &frame, JsonRecord &record)
{
    const JsonToken end = frame.isArray ? JsonToken::end_array : JsonToken::end_object;
    auto token = reader.token();
    if (token && *token == end)
        return close(record);
    if (token && !frame.isEmpty)
        token = *token == JsonToken::value_separator
                    ? reader.token()
                    : reader.unexpectedToken(*token, frame.isArray ? u"a comma or ]"_s : u"a comma or }"_s);
    if (!token)
        return tl::unexpected(token.error());
    frame.isEmpty = false;
    if (frame.isArray)
        return start(*token, followed(frame, {}), {}, record);
    return *token == JsonToken::value_string ? stepMember(frame, record)
                                             : reader.unexpectedToken(*token, u"the name of a member"_s);
}

/// Goes on by a value or a bracket; true where that gave a record.
Result<bool> JsonRecords::Private::step(JsonRecord &record)
{
    allowSkeleton();
    return frames.empty() ? stepTop(record) : stepIn(frames.back(), record);
}

JsonRecords::JsonRecords(std::unique_ptr<QIODevice> device, const QString &name, std::vector<JsonPath> paths,
                         const JsonLimits &limits)
    : d(new Private{.reader = JsonReader(std::move(device), name, limits), .paths = std::move(paths), .limits = limits})
{
}

JsonRecords::~JsonRecords() = default;

Result<std::unique_ptr<JsonRecords>> JsonRecords::open(const QString &path, std::vector<JsonPath> paths,
                                                       const JsonLimits &limits)
{
    const QFileInfo info(path);
    if (const auto usable = checkJsonFile(info, path); !usable)
        return tl::unexpected(usable.error());
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::Io, u"%1 can't be opened: %2."_s.arg(path, file->errorString()));
    return std::make_unique<JsonRecords>(std::move(file), info.fileName(), std::move(paths), limits);
}

Result<bool> JsonRecords::next(JsonRecord &record)
{
    while (!d->error) {
        const auto stepped = d->step(record);
        if (!stepped)
            d->error = stepped.error();
        else if (*stepped || (d->frames.empty() && d->reader.feed().ended()))
            return *stepped;
    }
    return tl::unexpected(*d->error);
}

QString JsonRecords::name() const
{
    return d->reader.name();
}

qint64 JsonRecords::bytesRead() const
{
    return d->reader.feed().bytesRead();
}

qint64 JsonRecords::bytesTotal() const
{
    return d->reader.feed().bytesTotal();
}

}
