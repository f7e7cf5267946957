/// Lets the calculator be moved: dragged by its head, or by the arrow keys while the head has the focus.
import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { type Place, stepOf, withinWindow } from './place';

interface Grip {
  readonly pointerId: number;
  readonly dx: number;
  readonly dy: number;
}

export function usePlace(box: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState<Place | null>(null);
  const [grip, setGrip] = useState<Grip | null>(null);

  const moveTo = (wished: Place): void => {
    const own = box.current?.getBoundingClientRect();
    if (own) setPlace(withinWindow(wished, own, { width: innerWidth, height: innerHeight }));
  };
  const head = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const own = box.current?.getBoundingClientRect();
      if (!own || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setGrip({ pointerId: event.pointerId, dx: event.clientX - own.x, dy: event.clientY - own.y });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (grip?.pointerId === event.pointerId)
        moveTo({ x: event.clientX - grip.dx, y: event.clientY - grip.dy });
    },
    onPointerUp: () => setGrip(null),
    onPointerCancel: () => setGrip(null),
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const step = stepOf(event.key);
      const own = box.current?.getBoundingClientRect();
      if (!step || !own) return;
      event.preventDefault();
      moveTo({ x: own.x + step.x, y: own.y + step.y });
    },
  };
  return { place, head, dock: () => setPlace(null) };
}
