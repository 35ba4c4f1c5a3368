package katas.shopping;

import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.view.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnRole(Role.VIEWS)
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {
    @Bean
    Projections projections(Documents documents, Effects effects) {
        return new Projections(documents, effects);
    }
}
