import { useTitle } from '../../app/useTitle';

export default function Delivery() {
  useTitle('Delivery');
  return <h1>Delivery</h1>;
}
