#include "evidence/cost.h"

#include <QtNumeric>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

constexpr qint64 pricedTokens = 1'000'000; ///< a price is for so many

qint64 sumOrMost(qint64 a, qint64 b)
{
    qint64 sum = 0;
    return qAddOverflow(a, b, &sum) ? std::numeric_limits<qint64>::max() : sum;
}

qint64 productOrMost(qint64 a, qint64 b)
{
    qint64 product = 0;
    return qMulOverflow(a, b, &product) ? std::numeric_limits<qint64>::max() : product;
}

/// Adds tokens × prices up exactly and rounds once, so that the rows' order and number make no difference.
class TokenCost
{
public:
    void add(qint64 tokens, qint64 price)
    {
        m_whole = sumOrMost(m_whole, productOrMost(tokens / pricedTokens, price));
        m_rest = sumOrMost(m_rest, productOrMost(tokens % pricedTokens, price));
        m_whole = sumOrMost(m_whole, m_rest / pricedTokens);
        m_rest %= pricedTokens;
    }

    qint64 micros() const { return sumOrMost(m_whole, m_rest * 2 >= pricedTokens ? 1 : 0); }

private:
    qint64 m_whole = 0;
    qint64 m_rest = 0; ///< in millionths of a millionth
};

bool isAt(const ModelPrice &price, QDate day)
{
    return (!price.from || *price.from <= day) && (!price.to || day <= *price.to);
}

/// The prices of one model over time.
class PriceSpans
{
public:
    PriceSpans(const QString &model, const std::vector<ModelPrice> &prices)
    {
        const auto comesBefore = [](const QString &a, const QString &b) {
            return a.compare(b, Qt::CaseInsensitive) < 0;
        };
        const auto found = std::ranges::equal_range(prices, model, comesBefore, &ModelPrice::model);
        m_prices = {found.begin(), found.end()};
    }

    /// The price on a day; of several, the one that began last.
    const ModelPrice *on(QDate day) const
    {
        const auto at =
            std::find_if(m_prices.rbegin(), m_prices.rend(), [&](const auto &price) { return isAt(price, day); });
        return at == m_prices.rend() ? nullptr : &*at;
    }

private:
    std::span<const ModelPrice> m_prices;
};

bool hasTokens(const UsageDay &day)
{
    return day.tokensIn > 0 || day.tokensOut > 0;
}

bool isEmpty(const UsageDay &day)
{
    return day.calls <= 0 && !hasTokens(day) && !day.cost;
}

/// Sums rows up.
class CostAdder
{
public:
    void addCost(qint64 micros, const QString &currency)
    {
        ++m_sum.rows;
        m_given = sumOrMost(m_given, micros);
        note(currency);
    }

    void addTokens(const UsageDay &day, const ModelPrice *price)
    {
        ++m_sum.rows;
        if (!price || !hasTokens(day)) {
            ++m_sum.unpriced;
            return;
        }
        m_reckoned.add(day.tokensIn, price->input);
        m_reckoned.add(day.tokensOut, price->output);
        note(u"USD"_s);
    }

    CostSum sum()
    {
        m_sum.micros = sumOrMost(m_given, m_reckoned.micros());
        m_sum.currencies.sort();
        return m_sum;
    }

private:
    void note(const QString &currency)
    {
        if (!m_sum.currencies.contains(currency))
            m_sum.currencies << currency;
    }

    CostSum m_sum;
    qint64 m_given = 0;
    TokenCost m_reckoned;
};

}

CostSum usageCost(std::span<const UsageDay> usage, const QStringList &models, const Market &market)
{
    std::vector<PriceSpans> prices;
    for (const auto &model : models)
        prices.emplace_back(model, market.prices);
    CostAdder adder;
    for (const auto &day : usage) {
        if (isEmpty(day))
            continue;
        if (day.cost && !day.currency.isEmpty())
            adder.addCost(*day.cost, day.currency);
        else
            adder.addTokens(day, day.model >= 0 && size_t(day.model) < prices.size()
                                     ? prices[size_t(day.model)].on(day.day)
                                     : nullptr);
    }
    return adder.sum();
}

CostSum costAtModel(std::span<const UsageDay> usage, const QString &model, const Market &market)
{
    const PriceSpans prices(model, market.prices);
    CostAdder adder;
    for (const auto &day : usage) {
        if (!isEmpty(day))
            adder.addTokens(day, prices.on(day.day));
    }
    return adder.sum();
}

}
