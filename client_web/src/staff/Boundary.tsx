/// What is shown when a section cannot be shown: its code did not arrive, or it broke.
import { Component, type ReactNode } from 'react';
import { ErrorNotice, networkProblem } from '../shared';
import { useStaff } from './texts';
import { PageTitle } from './ui/PageTitle';

interface BoundaryState {
  readonly failed: boolean;
}

/** A new version on the server or a lost line takes a section's code away: loading the page anew brings it. */
export class Boundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { failed: false };

  static getDerivedStateFromError(): BoundaryState {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Broken />;
  }
}

function Broken() {
  const t = useStaff();
  return (
    <>
      <PageTitle title={t('app.broken')} />
      <ErrorNotice error={networkProblem()} onRetry={() => location.reload()} />
    </>
  );
}
