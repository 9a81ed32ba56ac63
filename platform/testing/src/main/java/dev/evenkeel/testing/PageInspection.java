package dev.evenkeel.testing;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;

/** What can be said of any page by looking at it as it is shown in a browser. */
public final class PageInspection {

    private PageInspection() {}

    /** Text whose colour is too close to what is behind it: WCAG 2.2, success criterion 1.4.3. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> poorContrasts(Page page) {
        return (List<Map<String, Object>>) page.evaluate("""
                () => {
                  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
                  const rgba = (colour) => {
                    canvas.clearRect(0, 0, 1, 1);
                    canvas.fillStyle = colour;
                    canvas.fillRect(0, 0, 1, 1);
                    return [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255);
                  };
                  const over = (top, bottom) => top.slice(0, 3).map((v, i) => v * top[3] + bottom[i] * (1 - top[3]));
                  const behind = (element) => {
                    const layers = [];
                    for (let e = element; e; e = e.parentElement) layers.unshift(rgba(getComputedStyle(e).backgroundColor));
                    return layers.reduce((below, layer) => over(layer, below), [1, 1, 1]);
                  };
                  const luminance = (c) => c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
                    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
                  const poor = [];
                  for (const element of document.querySelectorAll('body *')) {
                    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
                    if (!own || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, .skip-link')) continue;
                    const ground = behind(element);
                    const style = getComputedStyle(element);
                    const ink = over(rgba(style.color), ground);
                    const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
                    const ratio = (light + 0.05) / (dark + 0.05);
                    const large = parseFloat(style.fontSize) >= 24;
                    if (ratio < (large ? 3 : 4.5)) {
                      poor.push({ text: element.textContent.trim().slice(0, 40), ratio });
                    }
                  }
                  return poor;
                }""");
    }

    /** Links, buttons and fields that a screen reader has no name for, as HTML. */
    @SuppressWarnings("unchecked")
    public static List<String> withoutNames(Page page) {
        return (List<String>) page.evaluate("""
                [...document.querySelectorAll('a, button, input:not([type=hidden], .unseen), select, summary')]
                  .filter((e) => e.checkVisibility() && !(e.ariaLabel || e.labels?.length || e.textContent.trim()))
                  .map((e) => e.outerHTML)""");
    }

    /** Whether nothing of the page is beyond the right edge of the window. */
    public static boolean fits(Page page) {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    }
}
