#pragma once

#include "items/delegation_dossier.h"
#include "views/panel/section.h"
#include "views/parts/pieces.h"

#include <QWidget>

class QSettings;

namespace muster::views {

class Figures;

/// What a dossier says, from top to bottom. Made anew for each dossier; remembers in the settings which sections are open.
class DossierView final : public QWidget
{
    Q_OBJECT

public:
    DossierView(const items::DelegationDossier &dossier, QSettings *settings, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The delegation is to be edited, beginning with a field, as the editor names it.
    void editWanted(const QString &field);
    void logWanted();
    void decisionWanted(const muster::DecisionId &id);

private:
    void addHead();
    void addFigures();
    void addPeople(Figures &figures);
    void addStopRule(Figures &figures);
    void addDefinition(Figures &figures);
    void addSources(Figures &figures);
    void addModel(Figures &figures);
    void addDates(Figures &figures);
    void addDecisions();
    void addHandoff();
    void addLimits();
    void addMoves();
    void addFindings();
    Section *section(const QString &key, const QString &title, bool openAtFirst);
    void addMissing(QBoxLayout *column, const QString &field, const QString &text);
    void addMissing(Figures &figures, const QString &field, const QString &name, const QString &text);

    const items::DelegationDossier m_dossier;
    QSettings *m_settings;
    QBoxLayout *m_column;
};

}
