package katas.shopping;

import java.time.Duration;
import java.time.InstantSource;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.view.Projections;
import katas.shopping.view.Rebuilds;
import katas.shopping.view.Replays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnRole(Role.VIEWS)
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean
    Projections projections(Documents documents, Effects effects) {
        return new Projections(documents, effects);
    }

    @Bean
    Timer rebuilds(
            Documents documents,
            Effects effects,
            Agendas agendas,
            DeadLetters letters,
            Projections projections,
            Replays replays,
            InstantSource clock) {
        var rebuilds =
                new Rebuilds(documents, effects, agendas, letters, projections, replays, clock, LOOK.multipliedBy(5));
        return new Timer("rebuilds", LOOK, rebuilds::look);
    }
}
