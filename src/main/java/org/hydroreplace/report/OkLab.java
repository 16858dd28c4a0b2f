package org.hydroreplace.report;

/**
 * A colour in OKLab: {@code lightness} 0 (black) to 1 (white), {@code a} green to red, {@code b} blue to yellow.
 * Distances in this space follow perceived differences (B. Ottosson, 2020, "A perceptual color space for image
 * processing").
 */
record OkLab(double lightness, double a, double b) {

    /** From lightness, chroma (0 is grey, 0.3 about the most an sRGB screen shows) and hue in degrees. */
    static OkLab ofHue(double lightness, double chroma, double degrees) {
        double hue = Math.toRadians(degrees);
        return new OkLab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
    }

    static OkLab ofRgb(int rgb) {
        double red = linear((rgb >> 16 & 0xff) / 255.0);
        double green = linear((rgb >> 8 & 0xff) / 255.0);
        double blue = linear((rgb & 0xff) / 255.0);
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return new OkLab(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /** 0xRRGGBB; a colour that sRGB cannot show is cut channel by channel. */
    int rgb() {
        double[] channels = linearChannels();
        return level(channels[0]) << 16 | level(channels[1]) << 8 | level(channels[2]);
    }

    /** Whether sRGB can show this colour, within half a level of eight bits. */
    boolean showable() {
        for (double channel : linearChannels()) {
            if (channel < -2e-4 || channel > 1.002) {
                return false;
            }
        }
        return true;
    }

    double distance(OkLab other) {
        return Math.hypot(Math.hypot(lightness - other.lightness, a - other.a), b - other.b);
    }

    OkLab towards(OkLab other, double fraction) {
        return new OkLab(
                lightness + fraction * (other.lightness - lightness),
                a + fraction * (other.a - a),
                b + fraction * (other.b - b));
    }

    private double[] linearChannels() {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static double linear(double coded) {
        return coded <= 0.04045 ? coded / 12.92 : Math.pow((coded + 0.055) / 1.055, 2.4);
    }

    private static int level(double linear) {
        double inside = Math.clamp(linear, 0.0, 1.0);
        double coded = inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * coded);
    }
}
