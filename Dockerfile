# Builds any service of the lab:  docker build --build-arg KATA=rate-limiter .

FROM maven:3-eclipse-temurin-25 AS poms
WORKDIR /lab
COPY . .
RUN find . -type f ! -name pom.xml -delete && find . -type d -empty -delete


# From the poms alone, so that a change of the code downloads nothing again; for all services, so that they share it.
FROM maven:3-eclipse-temurin-25 AS dependencies
WORKDIR /lab
ENV MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    MAVEN_ARGS="--batch-mode --no-transfer-progress -Dmaven.repo.local=/repository -DskipQuality -Dmaven.test.skip -Dmdep.skip"
COPY --from=poms /lab .
RUN echo "Fetching what the services are made of: once, a few minutes on a slow line" \
    && mvn package -Dspring-boot.repackage.skip


FROM dependencies AS build
ARG KATA
COPY ${KATA}/src/main ${KATA}/src/main
RUN echo "Building $KATA" \
    && mvn --offline --projects "$KATA" --also-make package \
    && java -Djarmode=tools -jar "$KATA"/target/"$KATA"-*.jar extract --destination /service --application-filename service.jar


FROM eclipse-temurin:25-jre
ARG KATA
RUN useradd --system --no-create-home --shell /usr/sbin/nologin katas
WORKDIR /service
COPY lab/infrastructure/src/main/resources/katas/lab/infrastructure/service.jvmargs .
COPY --from=build /service .

# Java's ahead-of-time cache more than halves the time to start. It is made by the very Java, jars and flags that use it
# later, or it would be ignored without a word: AOTMode=on fails where it would be.
RUN echo "Training the start of $KATA, then proving it" \
    && export KATAS_DEMO_KEYS=true \
    && start="-Xlog:aot=error -Dspring.context.exit=onRefresh -Dspring.main.banner-mode=off -Dlogging.level.root=error" \
    && java @service.jvmargs -XX:AOTCacheOutput=service.aot $start -jar service.jar \
    && java @service.jvmargs -XX:AOTCache=service.aot -XX:AOTMode=on $start -jar service.jar

USER katas
ENV SERVER_PORT=8080
HEALTHCHECK --interval=2s --timeout=2s --start-period=120s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.1 200' <&3"]
# Half of the container's memory is heap, whatever its limit; the rest is for classes, threads and buffers.
ENTRYPOINT ["java", "@service.jvmargs", "-XX:AOTCache=service.aot", "-XX:MaxRAMPercentage=50", "-jar", "service.jar"]
