import { useTitle } from '../../app/useTitle';

export default function Deliveries() {
  useTitle('Deliveries');
  return <h1>Deliveries</h1>;
}
