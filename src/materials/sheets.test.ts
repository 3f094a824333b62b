import { expect, test } from 'vitest';
import { paper, sheets } from './sheets.ts';

test('the pieces of a sheet fit on it, within the edge that printers leave white', () => {
  for (const { id, piece } of sheets) {
    const across = piece.width * piece.columns;
    const down = piece.height * piece.rows;
    if (piece.width === paper.width) {
      expect([id, across, down]).toEqual([id, paper.width, paper.height]);
    } else {
      expect([id, across <= paper.width - 12, down <= paper.height - 12]).toEqual([id, true, true]);
    }
  }
});

test('there is a card of the size of a bank card, and one that is smaller than half of it', () => {
  const [card, small] = ['card', 'small'].map((id) => sheets.find((one) => one.id === id)?.piece);
  expect(card).toMatchObject({ width: 85, height: 55 });
  expect((small?.width ?? 0) * (small?.height ?? 0)).toBeLessThan((85 * 55) / 2);
});
