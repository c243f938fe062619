using System.Text.Json.Serialization;
using Voltbench.Ocpi.Json;
using Voltbench.Ocpi.V221.Cdrs;
using Voltbench.Ocpi.V221.ChargingProfiles;
using Voltbench.Ocpi.V221.Commands;
using Voltbench.Ocpi.V221.Credentials;
using Voltbench.Ocpi.V221.Locations;
using Voltbench.Ocpi.V221.Sessions;
using Voltbench.Ocpi.V221.Tariffs;
using Voltbench.Ocpi.V221.Tokens;
using Voltbench.Ocpi.V221.Types;
using Voltbench.Ocpi.V221.Versions;

namespace Voltbench.Ocpi.V221;

/// <summary>Generated JSON code of the objects of 2.2.1.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(DateTimeConverter), typeof(DecimalConverter)])]
[JsonSerializable(typeof(Cdr))]
[JsonSerializable(typeof(CdrDimension))]
[JsonSerializable(typeof(CdrLocation))]
[JsonSerializable(typeof(CdrToken))]
[JsonSerializable(typeof(ChargingPeriod))]
[JsonSerializable(typeof(SignedData))]
[JsonSerializable(typeof(SignedValue))]
[JsonSerializable(typeof(ActiveChargingProfile))]
[JsonSerializable(typeof(ActiveChargingProfileResult))]
[JsonSerializable(typeof(ChargingProfile))]
[JsonSerializable(typeof(ChargingProfilePeriod))]
[JsonSerializable(typeof(ChargingProfileResponse))]
[JsonSerializable(typeof(ChargingProfileResult))]
[JsonSerializable(typeof(ClearProfileResult))]
[JsonSerializable(typeof(SetChargingProfile))]
[JsonSerializable(typeof(CancelReservation))]
[JsonSerializable(typeof(CommandResponse))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(ReserveNow))]
[JsonSerializable(typeof(StartSession))]
[JsonSerializable(typeof(StopSession))]
[JsonSerializable(typeof(UnlockConnector))]
[JsonSerializable(typeof(Credentials.Credentials))]
[JsonSerializable(typeof(CredentialsRole))]
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
[JsonSerializable(typeof(PublishTokenType))]
[JsonSerializable(typeof(RegularHours))]
[JsonSerializable(typeof(StatusSchedule))]
[JsonSerializable(typeof(ChargingPreferences))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(PriceComponent))]
[JsonSerializable(typeof(Tariff))]
[JsonSerializable(typeof(TariffElement))]
[JsonSerializable(typeof(TariffRestrictions))]
[JsonSerializable(typeof(AuthorizationInfo))]
[JsonSerializable(typeof(EnergyContract))]
[JsonSerializable(typeof(LocationReferences))]
[JsonSerializable(typeof(Token))]
[JsonSerializable(typeof(DisplayText))]
[JsonSerializable(typeof(Price))]
[JsonSerializable(typeof(Endpoint))]
[JsonSerializable(typeof(VersionDetails))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(IReadOnlyList<VersionInfo>))]
[JsonSerializable(typeof(IReadOnlyList<Location>))]
[JsonSerializable(typeof(IReadOnlyList<Tariff>))]
[JsonSerializable(typeof(IReadOnlyList<Session>))]
[JsonSerializable(typeof(IReadOnlyList<Cdr>))]
[JsonSerializable(typeof(IReadOnlyList<Token>))]
internal sealed partial class V221Json : JsonSerializerContext;
