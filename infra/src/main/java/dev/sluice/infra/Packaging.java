package dev.sluice.infra;

import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Runtime;

/** How a function.zip was built, which decides the Lambda runtime that can start it. */
public enum Packaging {
    /** Java classes, started by AWS's Java runtime. */
    JVM,
    /** A native image for x86-64, started as {@code bootstrap}. */
    NATIVE_X86_64,
    /** A native image for 64-bit ARM, started as {@code bootstrap}. */
    NATIVE_ARM64;

    /** From the texts of {@code -Dsluice.native} and {@code -Dsluice.architecture}. */
    public static Packaging of(String nativeImages, String architecture) {
        boolean image =
                switch (nativeImages) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw new IllegalArgumentException(
                                "-Dsluice.native is '" + nativeImages + "'; it has to be true or false");
                };
        Packaging packaging =
                switch (architecture) {
                    case "x86_64" -> NATIVE_X86_64;
                    case "arm64" -> NATIVE_ARM64;
                    default ->
                        throw new IllegalArgumentException(
                                "-Dsluice.architecture is '" + architecture + "'; it has to be x86_64 or arm64");
                };
        return image ? packaging : JVM;
    }

    Runtime runtime() {
        return this == JVM ? Runtime.JAVA_17 : Runtime.PROVIDED_AL2023;
    }

    Architecture architecture() {
        return this == NATIVE_ARM64 ? Architecture.ARM_64 : Architecture.X86_64;
    }

    String handler() {
        return this == JVM ? "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest" : "bootstrap";
    }
}
