# The gateway alone; it wants a PostgreSQL server, see compose.yaml.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
RUN dotnet publish src/Voltbench.Gateway -c Release -o /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The image's own unprivileged user; it owns the only directory that is written to.
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
ENV VOLTBENCH__Urls=http://0.0.0.0:8080 \
    VOLTBENCH__Data__Directory=/data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "voltbench.dll"]
