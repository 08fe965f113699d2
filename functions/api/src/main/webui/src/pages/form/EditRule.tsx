import { useTitle } from '../../app/useTitle';

export default function EditRule() {
  useTitle('EditRule');
  return <h1>EditRule</h1>;
}
