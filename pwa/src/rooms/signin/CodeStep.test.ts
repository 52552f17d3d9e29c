import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CodeStep from './CodeStep.svelte';

const invitation = {
  display_name: 'Lò Thị An',
  organization: 'Chi bộ thôn 3',
  login: 'an.lothi.4821',
  purpose: 'activation',
  second_factor_required: false,
};

function answering(response: () => Response) {
  const asked = vi.fn(async (request: Request) => {
    await request.clone().text();
    return response();
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

async function codeSent(asked: ReturnType<typeof answering>): Promise<unknown> {
  const request = asked.mock.calls[0]?.[0];
  return (await request?.clone().json()) as unknown;
}

afterEach(cleanup);

describe('typing the code of the paper', () => {
  it('checks it as soon as it is whole, whatever the hand wrote', async () => {
    const asked = answering(() => Response.json(invitation));
    const onfound = vi.fn();
    render(CodeStep, { onfound });
    const box = screen.getByLabelText<HTMLInputElement>('Mã trên phiếu');
    await fireEvent.input(box, { target: { value: '7k4m-92qx-tb3' } });
    expect(asked).not.toHaveBeenCalled();
    await fireEvent.input(box, { target: { value: '7k4m-92qx-tbo' } });
    expect(box.value).toBe('7K4M 92QX TB0');
    await fireEvent.input(box, { target: { value: '7k4m-92qx-tbol' } });
    await waitFor(() => expect(onfound).toHaveBeenCalledWith(invitation));
    expect(await codeSent(asked)).toEqual({ code: '7K4M92QXTB01' });
  });

  it('says how many signs are missing', async () => {
    const asked = answering(() => Response.json(invitation));
    render(CodeStep, { onfound: vi.fn() });
    await fireEvent.input(screen.getByLabelText('Mã trên phiếu'), { target: { value: '7K4M' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }));
    expect(screen.getByText(/còn thiếu 8/)).toBeTruthy();
    expect(asked).not.toHaveBeenCalled();
  });

  it('keeps the code in sight when it is refused', async () => {
    answering(() =>
      Response.json({ status: 404, code: 'signin.code_unknown', params: {} }, { status: 404 }),
    );
    render(CodeStep, { code: '7K4M92QXTB3D', onfound: vi.fn() });
    // The words of refusals are fetched when the first one is shown.
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Không có mã này'));
    expect(screen.getByLabelText<HTMLInputElement>('Mã trên phiếu').value).toBe('7K4M 92QX TB3D');
  });

  it('says how long to wait when there were too many', async () => {
    answering(() =>
      Response.json(
        { status: 429, code: 'signin.too_many_attempts', params: { seconds: 75 } },
        { status: 429 },
      ),
    );
    render(CodeStep, { code: '7K4M92QXTB3D', onfound: vi.fn() });
    expect((await screen.findByRole('timer')).textContent).toContain('1 phút 15 giây');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Tiếp tục' }).disabled).toBe(true);
  });
});
