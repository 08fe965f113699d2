import { useTitle } from '../../app/useTitle';

export default function Automation() {
  useTitle('Automation');
  return <h1>Automation</h1>;
}
