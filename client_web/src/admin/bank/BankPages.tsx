/// The bank's pages by their addresses; the heavy ones are fetched when they are opened.
import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from '../../staff/NotFoundPage';
import ItemsPage from './items/ItemsPage';

const ItemPage = lazy(() => import('./items/ItemPage'));
const DiffPage = lazy(() => import('./items/DiffPage'));
const NewItemPage = lazy(() => import('./editor/EditPage').then((page) => ({ default: page.NewItemPage })));
const EditItemPage = lazy(() => import('./editor/EditPage').then((page) => ({ default: page.EditItemPage })));
const KeyPage = lazy(() => import('./keys/KeyPage'));
const ReviewPage = lazy(() => import('./review/ReviewPage'));
const StimuliPage = lazy(() => import('./stimuli/StimuliPage'));
const NewStimulusPage = lazy(() =>
  import('./stimuli/StimulusEditPage').then((page) => ({ default: page.NewStimulusPage })),
);
const EditStimulusPage = lazy(() =>
  import('./stimuli/StimulusEditPage').then((page) => ({ default: page.EditStimulusPage })),
);
const AmendmentsPage = lazy(() => import('./amendments/AmendmentsPage'));
const ImportsPage = lazy(() => import('./imports/ImportsPage'));
const ImportPage = lazy(() => import('./imports/ImportPage'));
const BlueprintsPage = lazy(() => import('./blueprints/BlueprintsPage'));
const BlueprintPage = lazy(() => import('./blueprints/BlueprintPage'));
const StatisticsPage = lazy(() => import('./statistics/StatisticsPage'));

export default function BankPages() {
  return (
    <Switch>
      <Route path="/bank">
        <ItemsPage />
      </Route>
      <Route path="/bank/items/new/:kind">{({ kind }) => <NewItemPage kind={kind} />}</Route>
      <Route path="/bank/items/:id">{({ id }) => <ItemPage item_id={id} />}</Route>
      <Route path="/bank/items/:id/edit">{({ id }) => <EditItemPage item_id={id} />}</Route>
      <Route path="/bank/items/:id/key">{({ id }) => <KeyPage item_id={id} />}</Route>
      <Route path="/bank/items/:id/diff/:from/:to">
        {({ id, from, to }) => <DiffPage item_id={id} from={from} to={to} />}
      </Route>
      <Route path="/bank/review">
        <ReviewPage />
      </Route>
      <Route path="/bank/stimuli">
        <StimuliPage />
      </Route>
      <Route path="/bank/stimuli/new/:kind">{({ kind }) => <NewStimulusPage kind={kind} />}</Route>
      <Route path="/bank/stimuli/:id">{({ id }) => <EditStimulusPage stimulus_id={id} />}</Route>
      <Route path="/bank/imports">
        <ImportsPage />
      </Route>
      <Route path="/bank/imports/:id">{({ id }) => <ImportPage import_id={id} />}</Route>
      <Route path="/bank/amendments">
        <AmendmentsPage />
      </Route>
      <Route path="/bank/blueprints">
        <BlueprintsPage />
      </Route>
      <Route path="/bank/blueprints/:id">{({ id }) => <BlueprintPage blueprint_id={id} />}</Route>
      <Route path="/bank/statistics">
        <StatisticsPage />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}
