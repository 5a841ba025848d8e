package org.docex.health;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was found of the parts that could be looked at. */
public final class Findings {
    private final Map<Part, List<Fault>> parts = new EnumMap<>(Part.class);

    /** A part without a fault so far. */
    public Findings looked(Part part) {
        parts.computeIfAbsent(part, first -> new ArrayList<>());
        return this;
    }

    public Findings add(Part part, Fault fault) {
        looked(part);
        parts.get(part).add(fault);
        return this;
    }

    public Findings addAll(Findings others) {
        others.parts.forEach((part, faults) -> {
            looked(part);
            parts.get(part).addAll(faults);
        });
        return this;
    }

    /** The parts a server must have, and those that were looked at besides. */
    public Set<Part> parts() {
        Set<Part> all = EnumSet.complementOf(EnumSet.of(Part.ISSUER));
        all.addAll(parts.keySet());
        return all;
    }

    /** Whether the part can serve; empty where nobody could look. */
    public Optional<Boolean> works(Part part) {
        return Optional.ofNullable(parts.get(part)).map(faults -> faults.stream().noneMatch(Fault::blocks));
    }

    /** Why calls cannot be served because of this part. */
    public List<String> blocking(Part part) {
        return parts.getOrDefault(part, List.of()).stream().filter(Fault::blocks).map(Fault::message).toList();
    }

    /** Why calls cannot be served, in the order of the parts. */
    public List<String> blocking() {
        return parts.keySet().stream().map(this::blocking).flatMap(List::stream).toList();
    }

    /** True when every part was looked at and none blocks. */
    public boolean ready() {
        return parts().stream().allMatch(part -> works(part).orElse(false));
    }

    /** All messages, in the order of the parts. */
    public List<String> messages() {
        return parts.values().stream().flatMap(List::stream).map(Fault::message).toList();
    }
}
