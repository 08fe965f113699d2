import { useTitle } from '../../app/useTitle';

export default function Environments() {
  useTitle('Environments');
  return <h1>Environments</h1>;
}
