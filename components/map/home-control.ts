import type { IControl } from 'maplibre-gl';

/** A button beside the zoom buttons. MapLibre asks for an object with these two methods, so this is a class. */
export class HomeControl implements IControl {
  readonly #label: string;
  readonly #onPress: () => void;
  #element: HTMLElement | undefined;

  constructor(label: string, onPress: () => void) {
    this.#label = label;
    this.#onPress = onPress;
  }

  onAdd(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'maplibregl-ctrl maplibregl-ctrl-group';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'motorpool-map-home';
    button.title = this.#label;
    button.setAttribute('aria-label', this.#label);
    const icon = document.createElement('span');
    icon.className = 'maplibregl-ctrl-icon';
    icon.setAttribute('aria-hidden', 'true');
    button.append(icon);
    button.addEventListener('click', this.#onPress);
    element.append(button);
    this.#element = element;
    return element;
  }

  onRemove(): void {
    this.#element?.remove();
    this.#element = undefined;
  }
}
