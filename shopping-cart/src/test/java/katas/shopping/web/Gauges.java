package katas.shopping.web;

/** What a service says of itself, as Prometheus reads it. */
record Gauges(String text) {
    static Gauges of(Shop shop) {
        return new Gauges(shop.guest.get("/actuator/prometheus").body());
    }

    /**
     * Returns a value.
     *
     * @param name with its tags, as it is written
     */
    double read(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }
}
