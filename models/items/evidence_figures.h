#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

#include <memory>

/// What the charts and tables of evidence show: days folded into so few spans that each is wider than a pixel.
namespace muster::items {

/// How long a span is.
enum class EvidenceGrain { Week, Month, Year };

/// What was reviewed in one span.
struct ReviewSpan
{
    qint64 accepted = 0, edited = 0, rejected = 0, unstated = 0;
    qint64 timed = 0;               ///< reviews whose time the median is of
    std::optional<double> medianMs; ///< nothing where no review of the timing shown has a time

    qint64 reviews() const { return accepted + edited + rejected + unstated; }
    bool operator==(const ReviewSpan &) const = default;
};

/// The cost of one model, span by span; nothing where it has none that is known.
struct ModelCost
{
    QString model; ///< empty: the file doesn't say
    QList<std::optional<qint64>> micros;

    bool operator==(const ModelCost &) const = default;
};

/// A straight line through medians.
struct EvidenceTrend
{
    QDate from, to; ///< the first days of the weeks it begins and ends with
    double fromMs = 0, toMs = 0;

    bool operator==(const EvidenceTrend &) const = default;
};

/// Something that happened on a day.
struct EvidenceMark
{
    enum class Kind { ModelChanged, PromptChanged, Drill, Audit };

    Kind kind = Kind::ModelChanged;
    QDate on;
    QString text; ///< a sentence without a full stop

    bool operator==(const EvidenceMark &) const = default;
};

/// The figures of one delegation. Every list has a value for each span.
struct EvidenceFigures
{
    QString title; ///< the delegation's
    EvidenceGrain grain = EvidenceGrain::Week;
    QList<QDate> spans; ///< their first days, ascending, without a gap
    QList<ReviewSpan> reviews;
    bool elapsed = false; ///< times are those between output and review, none was measured
    std::optional<EvidenceTrend> trend;
    QString currency;             ///< of the costs shown
    QStringList otherCurrencies;  ///< of those not shown, since currencies are never added up
    qint64 unpriced = 0;          ///< rows of usage with neither a cost nor a price
    QList<ModelCost> costs;       ///< the dearest first; beyond `costsShown` one called "other models"
    QList<EvidenceMark> marks;    ///< those within the spans, oldest first
    std::optional<QDate> cutFrom; ///< earlier days are left out: there are more years than spans

    static constexpr qsizetype mostSpans = 100;
    static constexpr qsizetype costsShown = 5;

    bool isEmpty() const { return spans.isEmpty(); }
    bool hasReviews() const;
    bool hasTimes() const;
    /// The span that holds a day, or -1.
    qsizetype spanOf(QDate day) const;
    /// Where a day lies among the spans: 2.5 is the middle of the third.
    double placeOf(QDate day) const;
    /// The first day after a span.
    QDate endOf(qsizetype span) const;
};

using SharedFigures = std::shared_ptr<const EvidenceFigures>;

/// Folds what was read in about a delegation. The trend is drawn where the signal `review-time-falling` has a slope.
EvidenceFigures foldEvidence(const evidence::DelegationFacts &facts, const evidence::Evidence &evidence,
                             const evidence::Market &market, const QList<evidence::Signal> &signalList, QDate on);

/// "3 Mar 2026" of a week, "Mar 2026" of a month, "2026" of a year.
QString spanName(QDate first, EvidenceGrain grain);

/// Millionths of a currency as an amount: "12.34".
QString amountText(qint64 micros);

/// Milliseconds as seconds, with one digit behind the point below 100.
QString secondsText(double milliseconds);

}
