#include "mapping_options.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using exchange::ColumnMapping;

Result<ColumnMapping> mappingFromOptions(const Context &context)
{
    ColumnMapping mapping;
    if (context.has("mapping")) {
        auto loaded = ColumnMapping::load(context.text("mapping"));
        if (!loaded)
            return loaded;
        mapping = std::move(*loaded);
    }
    using Add = Result<void> (ColumnMapping::*)(QStringView);
    for (const auto &[option, add] :
         std::initializer_list<std::pair<const char *, Add>>{{"map", &ColumnMapping::addColumn},
                                                             {"value", &ColumnMapping::addValue},
                                                             {"default", &ColumnMapping::addDefault}}) {
        for (const auto &text : context.texts(option)) {
            if (const auto added = (mapping.*add)(text); !added)
                return tl::unexpected(added.error());
        }
    }
    if (context.has("encoding"))
        mapping.encoding = context.text("encoding");
    if (const QString delimiter = context.text("delimiter"); !delimiter.isEmpty())
        mapping.delimiter = delimiter == u"tab" ? u'\t' : delimiter[0];
    return mapping;
}

}
