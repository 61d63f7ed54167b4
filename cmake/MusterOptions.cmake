# What every target of the project compiles with, in one place.
add_library(muster_options INTERFACE)
target_compile_features(muster_options INTERFACE cxx_std_20)
target_compile_options(muster_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wno-psabi)
target_compile_definitions(muster_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS
    JSON_DIAGNOSTICS=0)
# The compiler's garbage collector goes through a precompiled header of 130 MB each time: a fifth of the work.
target_compile_options(muster_options INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:SHELL:--param=ggc-min-expand=1000 --param=ggc-min-heapsize=1000000>)
if(MUSTER_SANITIZE)
    target_compile_options(muster_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(muster_options INTERFACE -fsanitize=address,undefined)
endif()
if(MUSTER_COVERAGE)
    target_compile_options(muster_options INTERFACE --coverage -O0)
    target_link_options(muster_options INTERFACE --coverage)
endif()

find_program(CCACHE ccache)
if(CCACHE)
    # Without the build folder in the hash, the presets share what is the same.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_NOHASHDIR=1 CCACHE_INODECACHE=1 "${CCACHE}")
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

# muster_room(NAME SOURCES … LINK …): a room of models/ as a library of its own, so that a room
# can use only what it names here. Headers are included as "room/file.h". MOC: it has classes with Q_OBJECT.
# PRECOMPILED: it uses Qt Sql and so the libraries' precompiled header.
function(muster_room name)
    cmake_parse_arguments(ROOM "MOC;PRECOMPILED" "" "SOURCES;LINK" ${ARGN})
    add_library(muster_${name} STATIC ${ROOM_SOURCES})
    set_target_properties(muster_${name} PROPERTIES AUTOMOC ${ROOM_MOC})
    target_include_directories(muster_${name} PUBLIC "${CMAKE_SOURCE_DIR}/models")
    target_link_libraries(muster_${name} PUBLIC muster_options ${ROOM_LINK})
    if(ROOM_PRECOMPILED)
        muster_precompiled(muster_${name})
    endif()
endfunction()

# One precompiled header for all libraries and one for all tests: parsing Qt costs most of a build. nlohmann/json is not in
# it: its literals instantiate the whole parser wherever it is included, a second of each file, and few files read JSON.
set(MUSTER_PRECOMPILED
    <QDate> <QDateTime> <QFile> <QFileInfo> <QHash> <QList> <QMap> <QSet> <QString> <QStringList> <QSqlDatabase> <QSqlQuery>
    <tl/expected.hpp>
    <algorithm> <functional> <memory> <optional> <ranges> <string> <variant> <vector>)

# What the widgets use beside it: not all of QtWidgets, nor JSON and SQL, which they don't know. A third of the time.
set(MUSTER_VIEWS_PRECOMPILED
    <QAbstractItemModel> <QApplication> <QBoxLayout> <QComboBox> <QDate> <QDateTime> <QDialog> <QFuture> <QFutureWatcher>
    <QHash> <QHeaderView> <QKeyEvent> <QLabel> <QLineEdit> <QList> <QMap> <QMenu> <QPainter> <QPlainTextEdit>
    <QPushButton> <QScrollArea> <QSet> <QSettings> <QShortcut> <QStackedWidget> <QString> <QStringList>
    <QStyledItemDelegate> <QTableView> <QTimer> <QUndoStack>
    <tl/expected.hpp> <algorithm> <functional> <memory> <optional> <ranges> <string> <variant> <vector>)

function(muster_precompiled target)
    target_precompile_headers(${target} REUSE_FROM muster_precompiled)
endfunction()
