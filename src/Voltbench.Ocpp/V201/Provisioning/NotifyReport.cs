using System.Text.Json.Serialization;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Delivers a part of a report. Sent by the charging station (OCPP 2.0.1 part 2, use cases B07, B08).</summary>
public sealed record NotifyReportRequest
{
    public required int RequestId { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    [Items(1)]
    public IReadOnlyList<ReportData>? ReportData { get; init; }

    /// <summary>To be continued: more parts follow. False when absent.</summary>
    public bool? Tbc { get; init; }

    /// <summary>Counts the parts from 0.</summary>
    public required int SeqNo { get; init; }
}

public sealed record NotifyReportResponse;

/// <summary>A variable with its attributes and characteristics.</summary>
public sealed record ReportData
{
    public required Component Component { get; init; }

    public required Variable Variable { get; init; }

    [Items(1, 4)]
    public required IReadOnlyList<VariableAttribute> VariableAttribute { get; init; }

    public VariableCharacteristics? VariableCharacteristics { get; init; }
}

public sealed record VariableAttribute
{
    public AttributeType? Type { get; init; }

    [MaxLength(2500)]
    public string? Value { get; init; }

    public Mutability? Mutability { get; init; }

    public bool? Persistent { get; init; }

    public bool? Constant { get; init; }
}

public sealed record VariableCharacteristics
{
    [MaxLength(16)]
    public string? Unit { get; init; }

    public required DataType DataType { get; init; }

    public decimal? MinLimit { get; init; }

    public decimal? MaxLimit { get; init; }

    [MaxLength(1000)]
    public string? ValuesList { get; init; }

    public required bool SupportsMonitoring { get; init; }
}

public enum Mutability
{
    ReadOnly,
    WriteOnly,
    ReadWrite,
}

public enum DataType
{
    [JsonStringEnumMemberName("string")]
    String,

    [JsonStringEnumMemberName("decimal")]
    Decimal,

    [JsonStringEnumMemberName("integer")]
    Integer,

    [JsonStringEnumMemberName("dateTime")]
    DateTime,

    [JsonStringEnumMemberName("boolean")]
    Boolean,

    OptionList,

    SequenceList,

    MemberList,
}
