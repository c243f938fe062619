using System.Text.Json.Serialization;
using Voltbench.Ocpi.Json;
using Voltbench.Ocpi.V211.Cdrs;
using Voltbench.Ocpi.V211.Commands;
using Voltbench.Ocpi.V211.Credentials;
using Voltbench.Ocpi.V211.Locations;
using Voltbench.Ocpi.V211.Sessions;
using Voltbench.Ocpi.V211.Tariffs;
using Voltbench.Ocpi.V211.Tokens;
using Voltbench.Ocpi.V211.Types;
using Voltbench.Ocpi.V211.Versions;

namespace Voltbench.Ocpi.V211;

/// <summary>Generated JSON code of the objects of 2.1.1.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(DateTimeConverter), typeof(DecimalConverter), typeof(AsciiConverter)])]
[JsonSerializable(typeof(Cdr))]
[JsonSerializable(typeof(CdrDimension))]
[JsonSerializable(typeof(ChargingPeriod))]
[JsonSerializable(typeof(CommandResponse))]
[JsonSerializable(typeof(ReserveNow))]
[JsonSerializable(typeof(StartSession))]
[JsonSerializable(typeof(StopSession))]
[JsonSerializable(typeof(UnlockConnector))]
[JsonSerializable(typeof(Credentials.Credentials))]
[JsonSerializable(typeof(AdditionalGeoLocation))]
[JsonSerializable(typeof(BusinessDetails))]
[JsonSerializable(typeof(Connector))]
[JsonSerializable(typeof(EnergyMix))]
[JsonSerializable(typeof(EnergySource))]
[JsonSerializable(typeof(EnvironmentalImpact))]
[JsonSerializable(typeof(Evse))]
[JsonSerializable(typeof(ExceptionalPeriod))]
[JsonSerializable(typeof(GeoLocation))]
[JsonSerializable(typeof(Hours))]
[JsonSerializable(typeof(Image))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(RegularHours))]
[JsonSerializable(typeof(StatusSchedule))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(PriceComponent))]
[JsonSerializable(typeof(Tariff))]
[JsonSerializable(typeof(TariffElement))]
[JsonSerializable(typeof(TariffRestrictions))]
[JsonSerializable(typeof(AuthorizationInfo))]
[JsonSerializable(typeof(LocationReferences))]
[JsonSerializable(typeof(Token))]
[JsonSerializable(typeof(DisplayText))]
[JsonSerializable(typeof(Endpoint))]
[JsonSerializable(typeof(VersionDetails))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(IReadOnlyList<VersionInfo>))]
[JsonSerializable(typeof(IReadOnlyList<Location>))]
[JsonSerializable(typeof(IReadOnlyList<Tariff>))]
[JsonSerializable(typeof(IReadOnlyList<Session>))]
[JsonSerializable(typeof(IReadOnlyList<Cdr>))]
[JsonSerializable(typeof(IReadOnlyList<Token>))]
internal sealed partial class V211Json : JsonSerializerContext;
