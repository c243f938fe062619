namespace Voltbench.Ocpp.Messages.Defects;

/// <summary>What can be wrong with a frame that is sent on purpose; each breaks one rule of the standard.</summary>
public enum Defect
{
    /// <summary>A required property is left out.</summary>
    MissingField,

    /// <summary>A value of another JSON type.</summary>
    WrongType,

    /// <summary>A property that is null; the schemas know no null.</summary>
    NullField,

    /// <summary>A text of one character more than the schema allows.</summary>
    TooLong,

    /// <summary>A word that the enumeration does not have.</summary>
    BadEnum,

    /// <summary>A text where a date-time belongs.</summary>
    BadDatetime,

    /// <summary>An integer beyond its limit, or beyond 32 bits.</summary>
    OutOfRange,

    /// <summary>A property that the schema does not have.</summary>
    UnknownField,

    /// <summary>A list of one item more than the schema allows.</summary>
    TooManyItems,

    /// <summary>An empty list where the schema wants an item.</summary>
    TooFewItems,

    /// <summary>A property that is given twice.</summary>
    RepeatedField,

    /// <summary>No JSON at all.</summary>
    NotJson,

    /// <summary>The frame breaks off somewhere.</summary>
    Truncated,

    /// <summary>A message of no bytes.</summary>
    Empty,

    /// <summary>A JSON object instead of the list.</summary>
    NotAList,

    /// <summary>A message type that OCPP-J does not know: 7.</summary>
    WrongMessageType,

    /// <summary>The message id is left out.</summary>
    MissingId,

    /// <summary>A message id of no characters.</summary>
    EmptyId,

    /// <summary>A message id of 37 characters; 36 are allowed (OCPP-J 1.6 §4.1.4).</summary>
    LongId,

    /// <summary>An action that the version does not have; of a CALL.</summary>
    UnknownAction,

    /// <summary>The frame ends before its payload.</summary>
    MissingPayload,

    /// <summary>An element behind the payload.</summary>
    ExtraElement,

    /// <summary>Bytes that are no UTF-8.</summary>
    BadUtf8,

    /// <summary>A payload of 200 objects in each other.</summary>
    DeepNesting,

    /// <summary>A megabyte of text.</summary>
    Oversized,

    /// <summary>A good frame in a binary message; OCPP-J is text.</summary>
    Binary,
}
