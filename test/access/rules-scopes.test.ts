import { describe, expect, test } from 'vitest';
import { allows, isScope, narrow, servedOf } from '../../shared/app/access/scope.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';

const EVERYTHING = ['system/*.cruds', 'system/*.*', 'system/Rules.cruds', 'system/Library.cruds'];
const needed = ROUTES.map(({ scope }) => scope);

describe('the scopes over rules', () => {
  test('are held by no scope over resources, whatever it covers', () => {
    for (const scope of ['rules.write', 'rules.approve', 'rules.read']) expect(allows(EVERYTHING, scope)).toBe(false);
    expect(narrow(['rules.write', 'rules.approve'], EVERYTHING)).toEqual([]);
    expect(allows(['rules.write', 'rules.approve'], 'system/Task.r')).toBe(false);
  });

  test('do not hold one another; either of them reads', () => {
    expect(allows(['rules.write'], 'rules.approve')).toBe(false);
    expect(allows(['rules.approve'], 'rules.write')).toBe(false);
    expect(allows(['rules.write'], 'rules.read') && allows(['rules.approve'], 'rules.read')).toBe(true);
    expect(isScope('rules.read') || isScope('rules.') || isScope('rules.*') || isScope('system/rules.write')).toBe(
      false,
    );
  });

  test('are granted where a client asks for them and is allowed them', () => {
    const asked = servedOf(['rules.write', 'rules.approve', 'rules.read', 'system/Task.rs', 'rules.write'], needed);
    expect(narrow(asked, ['rules.write', 'system/*.cruds'])).toEqual(['system/Task.rs', 'rules.write']);
    expect(narrow(asked, ['rules.approve'])).toEqual(['rules.approve']);
    expect(narrow(['system/*.cruds'], ['rules.approve'])).toEqual([]);
  });
});
