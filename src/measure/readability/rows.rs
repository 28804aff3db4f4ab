//! The rows of the formulas in the table of measures.

use super::formula::*;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Uncertainty};
use Calibration::{Arabic, ArabicUncalibrated, Foreign};

const fn easier(
    calibration: Calibration,
    value: fn(&super::Counts) -> Result<f64, crate::measure::Reason>,
) -> Compute {
    Compute::Readability(Formula::easier(calibration, value))
}

const fn harder(
    calibration: Calibration,
    value: fn(&super::Counts) -> Result<f64, crate::measure::Reason>,
) -> Compute {
    Compute::Readability(Formula::harder(calibration, value))
}

pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Readability];
    "osman_robust" "OSMAN, expected weights"
        = "200.791 − 1.015 W/S − 24.181 (C5 + D + G + H)/W"
        says "the paper's terms, a letter without marks by its expected weight: marked and bare text agree; greater is easier; no human-graded calibration"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters; no_model without the trained table" cost "O(1)"
        from "after El-Haj & Rayson, LREC 2016"
        uncertainty Uncertainty::Sentences,
        by easier(ArabicUncalibrated, osman_robust);
    "osman_paper" "OSMAN, as the paper has it"
        = "200.791 − 1.015 W/S − 24.181 (C5 + D + G + H)/W"
        says "words a sentence, long words (more than 5 letters), syllables (long and stressed ones twice), words of more than 4, those with ء ئ ؤ ذ ظ or ending in ون, وا; greater is easier; no human-graded calibration"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters; no_marks where half the words bear none" cost "O(1)"
        from "El-Haj & Rayson, LREC 2016"
        uncertainty Uncertainty::Sentences,
        by easier(ArabicUncalibrated, osman_paper);
    "osman_java" "OSMAN, as its authors' program has it"
        = "200.791 − 1.015 W/S − 24.18143403 (C5 + D + G + H)/W"
        says "the same by that program's counts: bare text takes its length for D, and one mark ends that; greater is easier; no human-graded calibration"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "OsmanReadability a08375a, calculateOsman"
        by easier(ArabicUncalibrated, osman_java);
    "osman_textstat" "OSMAN, as textstat has it"
        = "200.791 − 1.015 W/S − 24.181 (C5 + D + G + H)/W"
        says "the same by textstat's counts: D is a length, G always 0; greater is easier; no human-graded calibration"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "textstat 0.7.13, osman"
        by easier(ArabicUncalibrated, osman_textstat);
    "osman_wordless" "OSMAN, as Wordless has it"
        = "200.791 − 1.015 W/S − 24.181 (C5 + D + G + H)/W"
        says "the paper's terms, a word without short syllables by its length less 2; greater is easier; no human-graded calibration"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Wordless c03b2f4, osman"
        uncertainty Uncertainty::Sentences,
        by easier(ArabicUncalibrated, osman_wordless);
    "aari" "AARI"
        = "3.28 C + 1.43 C/W + 1.24 W/S"
        says "grows with the total of letters, so that only texts of one length compare; greater is harder; Jordanian school grades 1 to 10"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Al-Tamimi et al. 2014, IAJIT 11(4)"
        uncertainty Uncertainty::Sentences,
        by harder(Arabic, aari);
    "aari_rate" "AARI without length"
        = "1.43 C/W + 1.24 W/S"
        says "letters a word and words a sentence, weighted; greater is harder"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "after Al-Tamimi et al. 2014, IAJIT 11(4); Jordanian school texts"
        uncertainty Uncertainty::Sentences,
        by harder(ArabicUncalibrated, aari_rate);
    "heeti_1" "Al-Heeti I"
        = "4.41434307 C/W − 13.46873475"
        says "an Arabic school grade, from letters a word alone; greater is harder"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Al-Heeti 1984, pp. 102–106; Arabic school grades"
        uncertainty Uncertainty::Sentences,
        by harder(Arabic, heeti_1);
    "heeti_2" "Al-Heeti II"
        = "0.97569509 C/W + 0.37237998 W/S − 0.90451827 W/T − 1.06000414"
        says "an Arabic school grade; greater is harder"
        domain "W, S, T ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Al-Heeti 1984, pp. 102–106; Arabic school grades"
        by harder(Arabic, heeti_2);
    "dawood" "Dawood"
        = "−0.0533 C/W − 0.2066 W/S + 5.5543 W/T − 1.0801"
        says "letters a word, words a sentence, words a type; greater is easier"
        domain "W, S, T ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Dawood 1977, via Cavalli-Sforza et al. 2018"
        by easier(Arabic, dawood);
    "ari" "automated readability index"
        = "4.71 C/W + 0.5 W/S − 21.43"
        says "letters a word, words a sentence; greater is harder; its English grade means nothing here"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Senter & Smith 1967; fitted on English"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, ari);
    "lix" "LIX"
        = "W/S + 100 L6/W"
        says "words a sentence, and the percentage of words of more than 6 letters (L6); greater is harder"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Björnsson 1968; fitted on Swedish"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, lix);
    "rix" "RIX"
        = "L6/S"
        says "words of more than 6 letters (L6) a sentence; greater is harder"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Anderson 1983, Journal of Reading 26(6); fitted on English"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, rix);
    "coleman_liau" "Coleman–Liau"
        = "5.88 C/W − 29.6 S/W − 15.8"
        says "letters a word, sentences a word; greater is harder; its English grade means nothing here"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Coleman & Liau 1975, rounded; fitted on English"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, coleman_liau);
    "coleman_liau_cloze" "Coleman–Liau by cloze"
        = "23.06395 − 0.274004 (141.8401 − 0.21459 100 C/W + 1.079812 100 S/W)"
        says "the same as first printed, by way of an estimated cloze percentage; greater is harder; its English grade means nothing here"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Coleman & Liau 1975, J. Applied Psychology 60(2); fitted on English"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, coleman_liau_cloze);
    "smog" "SMOG"
        = "1.043 √(30 P3/S) + 3.1291"
        says "words of three or more syllables (P3) a sentence: in Arabic half of all words; greater is harder; its English grade means nothing here"
        domain "S ≥ 30, else too_short; not_arabic below 70 % Arabic letters; no_model without syllables" cost "O(1)"
        from "McLaughlin 1969, Journal of Reading 12(8); fitted on English, on 30 sentences"
        uncertainty Uncertainty::Sentences,
        by Compute::Readability(Formula::harder(Foreign, smog).of_sentences(30));
    "fog" "Gunning Fog"
        = "0.4 (W/S + 100 P3/W)"
        says "words a sentence, and the percentage of words of three or more syllables (P3); greater is harder; its English grade means nothing here"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters; no_model without syllables" cost "O(1)"
        from "Gunning 1952; fitted on English"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, fog);
    "flesch" "Flesch reading ease"
        = "206.835 − 1.015 W/S − 84.6 D/W"
        says "words a sentence, syllables a word; greater is easier; Arabic leaves its scale at the lower end"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters; no_model without syllables" cost "O(1)"
        from "Flesch 1948; fitted on English"
        uncertainty Uncertainty::Sentences,
        by easier(Foreign, flesch);
    "flesch_kincaid" "Flesch–Kincaid"
        = "0.39 W/S + 11.8 D/W − 15.59"
        says "words a sentence, syllables a word; greater is harder; its English grade means nothing here"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters; no_model without syllables" cost "O(1)"
        from "Kincaid et al. 1975; fitted on English"
        uncertainty Uncertainty::Sentences,
        by harder(Foreign, flesch_kincaid);
    "gulpease" "Gulpease"
        = "89 + (300 S − 10 C)/W"
        says "sentences a word, letters a word; greater is easier"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Lucisano & Piemontese 1988; fitted on Italian"
        uncertainty Uncertainty::Sentences,
        by easier(Foreign, gulpease);
    "linsear_100" "Linsear Write"
        = "x/2 for x > 20, else (x − 2)/2, x = (E + 3 P3)/S of the first 100 words"
        says "words of one or two syllables (E) once, longer ones (P3) three times, a sentence; greater is harder; its English grade means nothing here"
        domain "W ≥ 100, else too_short; not_arabic below 70 % Arabic letters; no_model without syllables" cost "O(1)"
        from "O'Hayre 1966; fitted on English"
        by harder(Foreign, linsear_100);
};
