// Plain JavaScript, as a consumer's.
// Rendered on the server while it is built. The button is bundled for the browser.
import { createConnectClient, orThrow } from '@connect-api/client';
import { createSandbox } from '@connect-api/sandbox';
import { Cancel } from './cancel.jsx';

export default async function Page() {
  const { fetch } = createSandbox({ clock: 'frozen' });
  const options = { baseUrl: 'https://sandbox.test', apiKey: 'sandbox-harbour-1', fetch };
  const { pendingStatus } = await orThrow(
    createConnectClient(options).cancelSubscription({
      params: { path: { subscriptionId: 'sub-1001' } },
      body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    }),
  );
  return (
    <>
      <p id="pending">{pendingStatus.scheduledAt}</p>
      <Cancel />
    </>
  );
}
