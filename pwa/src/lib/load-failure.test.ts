import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { refused, type Failure } from '#api/client.ts';
import LoadFailure from './LoadFailure.svelte';
import NotFetched from './NotFetched.svelte';

const button = () => screen.queryByRole('button', { name: 'Thử lại' });

function shown(failure: Failure): () => void {
  const again = vi.fn();
  render(LoadFailure, { failure, again });
  return again;
}

afterEach(cleanup);

describe('what could not be fetched', () => {
  it('is asked for once more when it failed on the way', () => {
    const again = shown({ ok: false, network: 'offline' });
    button()?.click();
    expect(again).toHaveBeenCalledOnce();
  });

  it('is asked for once more when the server was in trouble', () => {
    shown(refused(503, {}));
    expect(button()).not.toBeNull();
  });

  it.each([403, 404])('is not asked for once more when one may not see it (%i)', (status) => {
    shown(refused(status, { code: 'request.not_allowed' }));
    expect(screen.getByRole('alert').textContent).not.toBe('');
    expect(button()).toBeNull();
  });
});

describe('a screen with nothing on it', () => {
  const link = () => screen.queryByRole('link', { name: 'Về trang chủ' });
  function alone(failure: Failure, open = false): () => void {
    const again = vi.fn();
    render(NotFetched, { failure, icon: 'calendar', title: 'Sinh hoạt', again, open });
    return again;
  }

  it('offers another try when it failed on the way', () => {
    const again = alone({ ok: false, network: 'timeout' });
    button()?.click();
    expect(again).toHaveBeenCalledOnce();
    expect(link()).toBeNull();
  });

  it('leads home when one may not see it', () => {
    alone(refused(404, { code: 'meetings.not_found' }));
    expect(link()?.getAttribute('href')).toBe('/');
    expect(button()).toBeNull();
  });

  it('leads nowhere who has not signed in', () => {
    alone(refused(404, { code: 'meetings.not_found' }), true);
    expect([link(), button()]).toEqual([null, null]);
  });
});
