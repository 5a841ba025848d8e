<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns the domain.xml that Payara ships into DocEX's: loopback only, no side doors, the two data sources. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:param name="admin.port"/>
  <xsl:param name="http.port"/>

  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="comment()"/>

  <!-- listeners: HTTP and administration on loopback, everything else off -->
  <xsl:template match="config[@name='server-config']//network-listener[@name='http-listener-1']">
    <network-listener address="${{ENV=DOCEX_BIND_ADDRESS:127.0.0.1}}" port="{$http.port}"><xsl:copy-of select="@*[name() != 'port']"/></network-listener>
  </xsl:template>
  <xsl:template match="config[@name='server-config']//network-listener[@name='admin-listener']">
    <network-listener address="127.0.0.1" port="{$admin.port}"><xsl:copy-of select="@*[name() != 'port']"/></network-listener>
  </xsl:template>
  <xsl:template match="config[@name='server-config']//network-listener[@name='http-listener-2']">
    <network-listener enabled="false"><xsl:copy-of select="@*"/></network-listener>
  </xsl:template>
  <xsl:template match="config[@name='server-config']//jmx-connector">
    <jmx-connector enabled="false"><xsl:copy-of select="@*"/></jmx-connector>
  </xsl:template>
  <xsl:template match="config[@name='server-config']//iiop-listener">
    <iiop-listener enabled="false"><xsl:copy-of select="@*|*"/></iiop-listener>
  </xsl:template>
  <xsl:template match="config[@name='server-config']/hazelcast-config-specific-configuration">
    <hazelcast-config-specific-configuration enabled="false"/>
  </xsl:template>
  <xsl:template match="config[@name='server-config']">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <microprofile-config secret-dir="${{ENV=DOCEX_SECRETS:secrets}}"/>
      <jms-service type="DISABLED" default-jms-host="default_JMS_host"><jms-host name="default_JMS_host" lazy-init="true"/></jms-service>
    </xsl:copy>
  </xsl:template>
  <!-- a slow upload holds a thread; the five that Payara has would be all held by five slow callers -->
  <xsl:template match="config[@name='server-config']//thread-pool[@name='http-thread-pool']">
    <thread-pool name="http-thread-pool" min-thread-pool-size="5" max-thread-pool-size="200"/>
  </xsl:template>
  <!-- uploads have no limit of size, so none of time either (default: 900 s) -->
  <xsl:template match="config[@name='server-config']//protocol[@name='http-listener-1']/http">
    <http request-timeout-seconds="-1" xpowered-by="false" server-header="false"><xsl:copy-of select="@*|*"/></http>
  </xsl:template>
  <!-- without the Felix shells, which listen on port 6666 -->
  <xsl:template match="jvm-options[starts-with(., '-Dorg.glassfish.additionalOSGiBundlesToStart=')]">
    <jvm-options>-Dorg.glassfish.additionalOSGiBundlesToStart=org.apache.felix.fileinstall</jvm-options>
  </xsl:template>

  <!-- data sources: DOCEX_DATABASE chooses the pool -->
  <xsl:template match="/domain/resources">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>

      <jdbc-resource jndi-name="jdbc/docexSystem" pool-name="docexSystem-${{ENV=DOCEX_DATABASE:sqlite}}"/>
      <jdbc-resource jndi-name="jdbc/docexTenants" pool-name="docexTenants-${{ENV=DOCEX_DATABASE:sqlite}}"/>

      <jdbc-connection-pool name="docexSystem-sqlite" res-type="java.sql.Driver" driver-classname="org.sqlite.JDBC"
          steady-pool-size="0" max-pool-size="${{ENV=DOCEX_POOL_SIZE:10}}" non-transactional-connections="true">
        <property name="URL" value="jdbc:sqlite:${{ENV=DOCEX_HOME:docex-data}}/storage/_docex_system_/docex.db?open_mode=2&amp;busy_timeout=10000&amp;journal_mode=WAL&amp;synchronous=FULL&amp;foreign_keys=true&amp;date_class=TEXT&amp;transaction_mode=IMMEDIATE"/>
      </jdbc-connection-pool>
      <jdbc-connection-pool name="docexTenants-sqlite" res-type="java.sql.Driver" driver-classname="org.sqlite.JDBC"
          steady-pool-size="0" max-pool-size="${{ENV=DOCEX_POOL_SIZE:10}}">
        <property name="URL" value="jdbc:sqlite::memory:"/>
      </jdbc-connection-pool>

      <jdbc-connection-pool name="docexSystem-postgres" res-type="javax.sql.DataSource" datasource-classname="org.postgresql.ds.PGSimpleDataSource"
          steady-pool-size="0" max-pool-size="${{ENV=DOCEX_POOL_SIZE:10}}" non-transactional-connections="true"
          is-connection-validation-required="true" connection-validation-method="custom-validation" validation-classname="org.glassfish.api.jdbc.validation.PostgresConnectionValidation">
        <property name="url" value="${{ENV=DOCEX_DATABASE_URL}}"/>
        <property name="user" value="${{ENV=DOCEX_DATABASE_USER}}"/>
        <property name="password" value="${{MPCONFIG=DOCEX_DATABASE_PASSWORD}}"/>
      </jdbc-connection-pool>
      <jdbc-connection-pool name="docexTenants-postgres" res-type="javax.sql.DataSource" datasource-classname="org.postgresql.ds.PGSimpleDataSource"
          steady-pool-size="0" max-pool-size="${{ENV=DOCEX_POOL_SIZE:10}}"
          is-connection-validation-required="true" connection-validation-method="custom-validation" validation-classname="org.glassfish.api.jdbc.validation.PostgresConnectionValidation">
        <property name="url" value="${{ENV=DOCEX_DATABASE_URL}}"/>
        <property name="user" value="${{ENV=DOCEX_TENANTS_USER}}"/>
        <property name="password" value="${{MPCONFIG=DOCEX_TENANTS_PASSWORD}}"/>
      </jdbc-connection-pool>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="/domain/servers/server[@name='server']">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <resource-ref ref="jdbc/docexSystem"/>
      <resource-ref ref="jdbc/docexTenants"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
