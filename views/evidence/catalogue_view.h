#pragma once

#include "views/evidence/catalogue_model.h"
#include "views/parts/session.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace muster::views {

class Card;
class InlineMessage;
class RowTable;

/// The models there are, edited in place, and which tiers the register allows for each risk.
class CatalogueView final : public QWidget
{
    Q_OBJECT

public:
    explicit CatalogueView(const Session &session, QWidget *parent = nullptr);

    void refresh();
    void setFocusInside();

Q_SIGNALS:
    /// How many models there are, in words.
    void counted(const QString &text);

private:
    struct RangeEdit
    {
        QComboBox *lowest = nullptr;
        QComboBox *highest = nullptr;
    };

    QLayout *addRow();
    void configureTable();
    Card *buildPolicy();
    void take(const CatalogueContents &contents);
    void showPolicy();
    void add();
    void setRisk(Risk risk);
    void refuseEdit(const QModelIndex &index, const Error &error, const QString &text);

    Session m_session;
    CatalogueModel *m_model;
    QLineEdit *m_name = nullptr;
    RowTable *m_table = nullptr;
    InlineMessage *m_message;
    InlineMessage *m_policyMessage;
    std::array<RangeEdit, 3> m_ranges;
    CatalogueContents m_contents;
    QString m_added; ///< to be chosen once it is among the rows
};

}
