import { useTitle } from '../../app/useTitle';

export default function Webhooks() {
  useTitle('Webhooks');
  return <h1>Webhooks</h1>;
}
