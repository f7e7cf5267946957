/// The wall itself: its layout, its pages and its calm order.
import { Button, NativeSelect } from '@mantine/core';
import { type ComponentType, useMemo, useState } from 'react';
import type { Schemas } from '../../shared';
import { ActDialog } from './act/ActDialog';
import { LAYOUTS, type Layout, leafOf, rememberedLayout, rememberLayout } from './layout';
import css from './LivePage.module.css';
import { LiveDialog } from './LiveDialog';
import { useLiveText } from './texts';
import { LiveTile, type TileProps } from './Tile';
import { useCalmOrder } from './useCalmOrder';
import { tileView } from './wall';

interface WallProps {
  readonly view: Schemas['LiveView'];
  readonly received_at_ms: number;
  readonly onGroup: (group: number) => void;
  /** What draws one attempt; a test counts with its own. */
  readonly tile?: ComponentType<TileProps>;
}

interface Opened {
  readonly what: 'watch' | 'act';
  readonly id: string;
}

export function Wall({ view, received_at_ms, onGroup, tile: OneTile = LiveTile }: WallProps) {
  const now_ms = Date.parse(view.server_now);
  const views = useMemo(
    () => view.attempts.map((row) => tileView(row, Date.parse(view.server_now))),
    [view.attempts, view.server_now],
  );
  const [layout, setLayout] = useState(rememberedLayout);
  const [asked, setPage] = useState(0);
  const [opened, setOpened] = useState<Opened | null>(null);
  const hold = useHold();
  const calm = useCalmOrder(views, now_ms, hold.held || opened !== null);
  const byId = useMemo(() => new Map(views.map((each) => [each.id, each])), [views]);
  const { shown, page, n_pages } = leafOf(calm.order, layout, asked);
  // One clock for all tiles, started anew only when the answer's own clock differs from it.
  const offset_ms = useOffset(now_ms - received_at_ms);
  const current = opened && byId.get(opened.id);
  const choose = (next: Layout) => {
    rememberLayout(next);
    setLayout(next);
    setPage(0);
  };
  return (
    <>
      <Toolbar
        layout={layout}
        onLayout={choose}
        page={page}
        n_pages={n_pages}
        onPage={setPage}
        view={view}
        onGroup={onGroup}
      />
      <div {...hold.handlers}>
        <Moves
          n_waiting={calm.n_waiting}
          risen={calm.risen.flatMap((id) => byId.get(id)?.number ?? [])}
          onArrange={() => {
            hold.release();
            calm.arrange();
          }}
        />
        <ul className={css.wall} data-layout={layout} data-testid="live-wall">
          {shown.map((id) => {
            const one = byId.get(id);
            return one ? (
              <OneTile
                key={id}
                view={one}
                offset_ms={offset_ms}
                list={layout === 'list'}
                onOpen={setOpened}
              />
            ) : (
              <Over key={id} />
            );
          })}
        </ul>
      </div>
      {current && opened.what === 'watch' && (
        <LiveDialog attemptId={current.id} number={current.number} onClose={() => setOpened(null)} />
      )}
      {current && opened.what === 'act' && <ActDialog view={current} onClose={() => setOpened(null)} />}
    </>
  );
}

/** An attempt that has ended keeps its place until the wall may move. */
function Over() {
  const t = useLiveText();
  return (
    <li className={css.tile} data-over>
      <div className={css.noStill}>{t('over')}</div>
    </li>
  );
}

/** While a pointer or the focus is on the wall, nothing on it moves. */
function useHold() {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const handlers = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
  // What had the focus may be gone with a press, and then says nothing of losing it.
  return { held: pointed || focused, handlers, release: () => setFocused(false) };
}

/** The server's clock less the page's; a difference below a second is the line's, and changes nothing. */
function useOffset(measured_ms: number): number {
  const [offset, setOffset] = useState(measured_ms);
  if (Math.abs(offset - measured_ms) >= 1000) setOffset(measured_ms);
  return offset;
}

interface ToolbarProps {
  readonly layout: Layout;
  readonly onLayout: (layout: Layout) => void;
  readonly page: number;
  readonly n_pages: number;
  readonly onPage: (page: number) => void;
  readonly view: Schemas['LiveView'];
  readonly onGroup: (group: number) => void;
}

function Toolbar({ layout, onLayout, page, n_pages, onPage, view, onGroup }: ToolbarProps) {
  const t = useLiveText();
  return (
    <div className={css.toolbar}>
      <NativeSelect
        size="sm"
        label={t('layout')}
        value={layout}
        data={LAYOUTS.map((each) => ({
          value: each,
          label: each === 'list' ? t('list') : t('tiles', { n: each }),
        }))}
        onChange={(event) => onLayout(LAYOUTS.find((each) => each === event.currentTarget.value) ?? '9')}
        data-testid="wall-layout"
      />
      {view.n_groups > 1 && (
        <NativeSelect
          size="sm"
          label={t('group')}
          value={String(view.group)}
          data={Array.from({ length: view.n_groups }, (_, n) => ({
            value: String(n),
            label: t('groupOf', { n: n + 1, total: view.n_groups }),
          }))}
          onChange={(event) => onGroup(Number(event.currentTarget.value))}
          data-testid="wall-group"
        />
      )}
      {n_pages > 1 && (
        <div className={css.pages} role="group" aria-label={t('pages')}>
          <Button size="sm" variant="default" disabled={page === 0} onClick={() => onPage(page - 1)}>
            {t('previousPage')}
          </Button>
          <span data-testid="wall-page">{t('pageOf', { n: page + 1, total: n_pages })}</span>
          <Button
            size="sm"
            variant="default"
            disabled={page === n_pages - 1}
            onClick={() => onPage(page + 1)}
            data-testid="wall-next"
          >
            {t('nextPage')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface MovesProps {
  readonly n_waiting: number;
  readonly risen: readonly string[];
  readonly onArrange: () => void;
}

/** Says what moved, and what would move if the wall were not being used. */
function Moves({ n_waiting, risen, onArrange }: MovesProps) {
  const t = useLiveText();
  return (
    <div className={css.moves}>
      <p role="status" data-testid="wall-moves">
        {n_waiting > 0
          ? t('waitingToRise', { count: n_waiting })
          : risen.length > 0 && t('risen', { numbers: risen.join(', ') })}
      </p>
      {n_waiting > 0 && (
        <Button size="compact-sm" variant="default" onClick={onArrange} data-testid="wall-arrange">
          {t('arrange')}
        </Button>
      )}
    </div>
  );
}
